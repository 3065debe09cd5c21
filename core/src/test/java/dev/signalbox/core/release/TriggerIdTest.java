package dev.signalbox.core.release;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.core.route.Shop;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TriggerIdTest {
  private static final PipelineId WEB = Shop.start("web", Shop.TOOLS).target().pipeline();

  @ParameterizedTest
  @ValueSource(strings = {"main", "a/b", "ü🚀", "x;curl${IFS}e|sh", "a\nb", "\ud83d", "-", "#{x}"})
  void itFitsWhereAwsTakesSessionNamesAndRequestTokensWhateverTheBranchIsCalled(String branch) {
    assertThat(TriggerId.of(WEB, Shop.push(branch)).value())
        .matches("[\\w+=,.@-]{2,64}")
        .matches("[a-zA-Z0-9-]{1,128}");
  }

  @Test
  void anyDifferenceOfPipelineRefOrCommitsMakesAnotherTrigger() {
    var elsewhere = new PipelineId(new AccountId("222222222222"), WEB.region(), WEB.name());
    var farther = new PipelineId(WEB.account(), new Region("us-east-1"), WEB.name());
    Push push = Shop.push("main");
    Set<TriggerId> ids = new HashSet<>();

    for (PipelineId pipeline : List.of(WEB, elsewhere, farther)) {
      ids.add(TriggerId.of(pipeline, push));
    }
    ids.add(TriggerId.of(WEB, Shop.push("Main")));
    ids.add(TriggerId.of(WEB, Shop.push(Ref.tag("main"), push.before(), push.after())));
    ids.add(TriggerId.of(WEB, Shop.push(push.ref(), push.after(), push.before())));
    ids.add(TriggerId.of(WEB, Shop.push(push.ref(), Optional.empty(), push.after())));

    assertThat(ids).hasSize(7);
  }
}
