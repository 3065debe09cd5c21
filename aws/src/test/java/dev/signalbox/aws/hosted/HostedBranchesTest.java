package dev.signalbox.aws.hosted;

import static dev.signalbox.aws.hosted.FakeApi.commit;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signalbox.core.Refused;
import dev.signalbox.core.release.Provider;
import dev.signalbox.core.route.Source;
import dev.signalbox.core.route.WatchedRepository;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class HostedBranchesTest {
  private final FakeApi api = new FakeApi();

  @AfterEach
  void close() {
    api.close();
  }

  private static WatchedRepository watched(Provider provider, String name) {
    return FakeApi.watched(provider, name, Optional.of("reader"));
  }

  @Test
  void oneListSaysWhereAllBranchesOfGitHubPoint() {
    String first = "/repos/acme/shop/branches?per_page=100";
    api.with(first, "[{\"name\":\"main\",\"commit\":{\"sha\":\"%s\"}}]".formatted(commit(1)))
        .linking(first, "<BASE/second>; rel=\"next\", <BASE/second>; rel=\"last\"")
        .with(
            "/second",
            "[{\"name\":\"feature/ü\",\"commit\":{\"sha\":\"%s\"}}]".formatted(commit(2)))
        .with(
            "/repos/acme/shop/git/ref/heads/main",
            "{\"ref\":\"refs/heads/main\",\"object\":{\"sha\":\"%s\"}}".formatted(commit(3)));
    WatchedRepository shop = watched(Provider.GITHUB, "acme/shop");
    var branches = new HostedBranches(api.sources(Provider.GITHUB));

    assertThat(branches.names(shop)).containsExactlyInAnyOrder("main", "feature/ü");
    assertThat(branches.head(shop, "main")).hasValue(commit(1));
    assertThat(branches.head(shop, "feature/ü")).hasValue(commit(2));
    assertThat(api.asked()).hasSize(2);
    assertThat(branches.head(shop, "main")).as("asked again").hasValue(commit(3));
  }

  @Test
  void soItIsAtGitLabAndBitbucket() {
    api.with(
            "/projects/acme%2Fshop/repository/branches?per_page=100",
            "[{\"name\":\"main\",\"commit\":{\"id\":\"%s\"}}]".formatted(commit(1)))
        .with(
            "/2.0/repositories/acme/shop/refs/branches?pagelen=100",
            "{\"values\":[{\"name\":\"main\",\"target\":{\"hash\":\"%s\"}}],\"next\":\"BASE/2\"}"
                .formatted(commit(1)))
        .with(
            "/2",
            "{\"values\":[{\"name\":\"b\",\"target\":{\"hash\":\"%s\"}}]}".formatted(commit(2)));

    assertThat(
            new HostedBranches(api.sources(Provider.GITLAB))
                .names(watched(Provider.GITLAB, "acme/shop")))
        .containsExactly("main");
    assertThat(
            new HostedBranches(api.sources(Provider.BITBUCKET))
                .names(watched(Provider.BITBUCKET, "acme/shop")))
        .containsExactlyInAnyOrder("main", "b");
  }

  @Test
  void branchesThatCannotBeListedAreNotDeleted() {
    var branches = new HostedBranches(api.sources(Provider.GITHUB));

    assertThatThrownBy(() -> branches.names(watched(Provider.GITHUB, "acme/gone")))
        .isInstanceOf(Refused.class);
    assertThatThrownBy(
            () -> branches.names(FakeApi.watched(Provider.GITHUB, "acme/shop", Optional.empty())))
        .isInstanceOf(Source.UnknownHistory.class);
  }
}
