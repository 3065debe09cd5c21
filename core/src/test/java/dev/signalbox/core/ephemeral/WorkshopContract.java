package dev.signalbox.core.ephemeral;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signalbox.core.Refused;
import dev.signalbox.core.Unavailable;
import dev.signalbox.core.ephemeral.Workshop.Found;
import dev.signalbox.core.ephemeral.Workshop.Run;
import dev.signalbox.core.release.PipelineId;
import dev.signalbox.core.route.Ephemeral;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What every workshop promises. The in-memory one and CodePipeline's both run these. */
@SuppressWarnings("NullAway.Init") // made before each test
public abstract class WorkshopContract {
  protected static final OwnerTags TAGS = new OwnerTags("000000000000/eu-west-1/signalbox-ledger");
  private static final BranchPipeline LOGIN = Branches.pipeline("feature/login");

  private Workshop workshop;

  /** One with the template and nothing else. */
  protected abstract Workshop emptyWorkshop();

  protected abstract void changeTheTemplate();

  protected abstract void pipelineOfOthers(BranchPipeline pipeline, Map<String, String> tags);

  /** Starts a run that lasts. */
  protected abstract void run(BranchPipeline pipeline);

  @BeforeEach
  void anEmptyWorkshop() {
    workshop = emptyWorkshop();
  }

  @Test
  void whatWasNeverMadeIsNotThere() {
    assertThat(workshop.find(LOGIN)).isEqualTo(Found.NOTHING);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"feature/login", "x;curl${IFS}e|sh", "ünï/çødé-分支🚀", "-x", "@", "a'b\"c"})
  void whatIsMadeIsOurs(String branch) {
    workshop.make(Branches.pipeline(branch));

    assertThat(workshop.find(Branches.pipeline(branch))).isEqualTo(Found.OURS);
  }

  @Test
  void whatHasOtherTagsOrNoneIsForeign() {
    pipelineOfOthers(LOGIN, Map.of());
    var logout = Branches.pipeline("logout");
    pipelineOfOthers(logout, new OwnerTags("another").of(logout));

    assertThat(workshop.find(LOGIN)).isEqualTo(Found.FOREIGN);
    assertThat(workshop.find(logout)).isEqualTo(Found.FOREIGN);
  }

  @Test
  void whereThereIsOneAlreadyNothingIsMade() {
    pipelineOfOthers(LOGIN, Map.of());

    assertThatThrownBy(() -> workshop.make(LOGIN)).isInstanceOf(Unavailable.class);
    assertThat(workshop.find(LOGIN)).isEqualTo(Found.FOREIGN);
  }

  @Test
  void aNewPipelineBeginsToRunByItself() {
    workshop.make(LOGIN);

    assertThat(workshop.runs(LOGIN)).singleElement().matches(Run::byCreation);
  }

  @Test
  void theNewestRunComesFirst() {
    workshop.make(LOGIN);
    run(LOGIN);

    assertThat(workshop.runs(LOGIN)).extracting(Run::byCreation).containsExactly(false, true);
  }

  @Test
  void whatIsLikeItsTemplateIsLeftAsItIs() {
    String version = workshop.make(LOGIN);

    assertThat(workshop.remake(LOGIN, Optional.of(version))).isEqualTo(version);
  }

  @Test
  void aTemplateThatHasChangedHasAnotherVersion() {
    String version = workshop.make(LOGIN);
    changeTheTemplate();
    String changed = workshop.remake(LOGIN, Optional.of(version));

    assertThat(changed).isNotEqualTo(version);
    assertThat(workshop.remake(LOGIN, Optional.of(changed))).isEqualTo(changed);
    assertThat(workshop.remake(LOGIN, Optional.empty())).isEqualTo(changed);
    assertThat(workshop.find(LOGIN)).isEqualTo(Found.OURS);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void aRunThatIsAskedToStopRunsNoMore(boolean abandon) {
    workshop.make(LOGIN);
    run(LOGIN);
    Run run = workshop.runs(LOGIN).getFirst();
    workshop.stop(LOGIN, run.id(), abandon);
    workshop.stop(LOGIN, run.id(), abandon);

    assertThat(workshop.runs(LOGIN).getFirst().state()).isNotEqualTo(Run.State.RUNNING);
  }

  @Test
  void whatIsDeletedIsNotThereAndCanBeMadeAgain() {
    workshop.make(LOGIN);
    workshop.delete(LOGIN);
    workshop.delete(LOGIN);

    assertThat(workshop.find(LOGIN)).isEqualTo(Found.NOTHING);
    workshop.make(LOGIN);
    assertThat(workshop.find(LOGIN)).isEqualTo(Found.OURS);
  }

  @Test
  void withoutItsTemplateNothingIsMade() {
    var plan = LOGIN.plan();
    var other =
        new Ephemeral(
            new PipelineId(plan.template().account(), plan.template().region(), "no-template"),
            plan.name(),
            plan.ttl(),
            plan.onDelete(),
            plan.most());

    assertThatThrownBy(() -> workshop.make(Branches.pipeline("a", other)))
        .isInstanceOf(Refused.class);
    assertThat(workshop.find(Branches.pipeline("a", other))).isEqualTo(Found.NOTHING);
  }
}
