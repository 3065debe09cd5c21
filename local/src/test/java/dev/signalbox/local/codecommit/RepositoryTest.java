package dev.signalbox.local.codecommit;

import static dev.signalbox.local.codecommit.Bench.refused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.local.LocalServer;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class RepositoryTest {
  @RegisterExtension static final LocalServer SERVER = new LocalServer();

  private Bench bench;

  @BeforeEach
  void aRepositoryOfItsOwn() {
    bench = Bench.with(SERVER);
  }

  private Map<String, String> tags() {
    return bench.client().listTagsForResource(it -> it.resourceArn(bench.arn())).tags();
  }

  @Test
  void tagsAreAddedReplacedAndRemoved() {
    bench.client().tagResource(it -> it.resourceArn(bench.arn()).tags(Map.of("a", "1", "b", "2")));
    bench.client().tagResource(it -> it.resourceArn(bench.arn()).tags(Map.of("b", "é 🚀")));
    bench.client().untagResource(it -> it.resourceArn(bench.arn()).tagKeys("a", "absent"));
    assertThat(tags()).containsExactly(Map.entry("b", "é 🚀"));
  }

  @Test
  void aRepositoryCanBeBornWithTags() {
    String name = "tagged-" + UUID.randomUUID();
    String arn =
        bench
            .client()
            .createRepository(it -> it.repositoryName(name).tags(Map.of("team", "shop")))
            .repositoryMetadata()
            .arn();
    assertThat(bench.client().listTagsForResource(it -> it.resourceArn(arn)).tags())
        .containsEntry("team", "shop");
  }

  @Test
  void tagsThatAwsDoesNotTakeAreRefused() {
    assertThat(
            refused(() ->
                bench
                    .client()
                    .tagResource(it -> it.resourceArn(bench.arn()).tags(Map.of("aws:x", "1")))))
        .isEqualTo("InvalidSystemTagUsage");
    Map<String, String> many =
        IntStream.range(0, 51).boxed().collect(Collectors.toMap(i -> "k" + i, i -> "v"));
    assertThat(
            refused(() -> bench.client().tagResource(it -> it.resourceArn(bench.arn()).tags(many))))
        .isEqualTo("TooManyTags");
    assertThat(
            refused(() ->
                bench.client().tagResource(it -> it.resourceArn("arn:x").tags(Map.of("a", "1")))))
        .isEqualTo("InvalidResourceArn");
    assertThat(
            refused(
                () -> bench.client().listTagsForResource(it -> it.resourceArn(bench.arn() + "x"))))
        .isEqualTo("RepositoryDoesNotExist");
    assertThat(tags()).isEmpty();
  }

  @Test
  void aRenamedRepositoryKeepsEverything() {
    bench.put("main", "a", "1");
    bench.client().tagResource(it -> it.resourceArn(bench.arn()).tags(Map.of("a", "1")));
    String renamed = "renamed-" + UUID.randomUUID();
    bench.client().updateRepositoryName(it -> it.oldName(bench.repository()).newName(renamed));

    Bench after = new Bench(SERVER, bench.client(), renamed);
    assertThat(after.text("main", "a")).isEqualTo("1");
    assertThat(after.client().listTagsForResource(it -> it.resourceArn(after.arn())).tags())
        .containsEntry("a", "1");
    assertThat(refused(() -> bench.text("main", "a"))).isEqualTo("RepositoryDoesNotExist");
    String other = Bench.with(SERVER).repository();
    assertThat(
            refused(() ->
                bench.client().updateRepositoryName(it -> it.oldName(other).newName(renamed))))
        .isEqualTo("RepositoryNameExists");
  }

  @Test
  void theDefaultBranchIsABranchThatIsThere() {
    String tip = bench.put("main", "a", "1");
    assertThat(
            refused(() ->
                bench
                    .client()
                    .updateDefaultBranch(
                        it -> it.repositoryName(bench.repository()).defaultBranchName("absent"))))
        .isEqualTo("BranchDoesNotExist");
    bench.branch("trunk", tip);
    bench
        .client()
        .updateDefaultBranch(
            it -> it.repositoryName(bench.repository()).defaultBranchName("trunk"));
    assertThat(
            bench
                .client()
                .getRepository(it -> it.repositoryName(bench.repository()))
                .repositoryMetadata()
                .defaultBranch())
        .isEqualTo("trunk");
    bench.client().deleteBranch(it -> it.repositoryName(bench.repository()).branchName("main"));
    var detail = bench.details("referenceDeleted").getFirst();
    assertThat(detail.path("oldCommitId").asText()).isEqualTo(tip);
    assertThat(detail.has("commitId")).isFalse();
    assertThat(
            refused(() ->
                bench
                    .client()
                    .deleteBranch(it -> it.repositoryName(bench.repository()).branchName("trunk"))))
        .isEqualTo("DefaultBranchCannotBeDeleted");
  }

  @Test
  void aDescriptionIsWhateverTextItIs() {
    bench
        .client()
        .updateRepositoryDescription(
            it -> it.repositoryName(bench.repository()).repositoryDescription("<b>é\n🚀"));
    assertThat(
            bench
                .client()
                .getRepository(it -> it.repositoryName(bench.repository()))
                .repositoryMetadata()
                .repositoryDescription())
        .isEqualTo("<b>é\n🚀");
  }
}
