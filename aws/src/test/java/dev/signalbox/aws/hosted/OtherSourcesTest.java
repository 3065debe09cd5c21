package dev.signalbox.aws.hosted;

import static dev.signalbox.aws.hosted.FakeApi.all;
import static dev.signalbox.aws.hosted.FakeApi.commit;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signalbox.core.Refused;
import dev.signalbox.core.release.CommitId;
import dev.signalbox.core.release.Provider;
import dev.signalbox.core.route.Change;
import dev.signalbox.core.route.Change.Kind;
import dev.signalbox.core.route.Source;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** GitLab and Bitbucket. */
class OtherSourcesTest {
  private static final CommitId OLD = commit(1);
  private static final CommitId NEW = commit(2);
  private static final String LAB = "/projects/acme%2Fweb%2Fshop/repository";
  private static final String BUCKET = "/2.0/repositories/acme/shop";

  private final FakeApi api = new FakeApi();
  private final Source lab = api.source(Provider.GITLAB, "acme/web/shop");
  private final Source bucket = api.source(Provider.BITBUCKET, "acme/shop");

  @AfterEach
  void close() {
    api.close();
  }

  @Test
  void gitLabComparesStraight() {
    api.with(
        LAB + "/compare?from=%s&to=%s&straight=true".formatted(OLD, NEW),
        """
        {"commits":[],"compare_timeout":false,"diffs":[
          {"old_path":"a","new_path":"a","new_file":true,"renamed_file":false,"deleted_file":false},
          {"old_path":"b","new_path":"b","new_file":false,"renamed_file":false,"deleted_file":true},
          {"old_path":"c","new_path":"d","new_file":false,"renamed_file":true,"deleted_file":false},
          {"old_path":"e","new_path":"e","new_file":false,"renamed_file":false,"deleted_file":false}]}
        """);

    assertThat(all(lab.changes(Optional.of(OLD), NEW)))
        .containsExactly(
            new Change(Kind.ADDED, "a"),
            new Change(Kind.DELETED, "b"),
            new Change(Kind.DELETED, "c"),
            new Change(Kind.ADDED, "d"),
            new Change(Kind.MODIFIED, "e"));
  }

  @Test
  void aComparisonThatGitLabBrokeOffTellsNothing() {
    api.with(
        LAB + "/compare?from=%s&to=%s&straight=true".formatted(OLD, NEW),
        "{\"compare_timeout\":true,\"diffs\":[]}");

    assertThatThrownBy(() -> lab.changes(Optional.of(OLD), NEW))
        .isInstanceOf(Source.UnknownHistory.class);
  }

  @Test
  void gitLabsTreesComeInPages() {
    String first =
        LAB + "/tree?ref=%s&recursive=true&pagination=keyset&per_page=100".formatted(NEW);
    api.with(first, "[{\"id\":\"1\",\"type\":\"blob\",\"path\":\"a\",\"mode\":\"100644\"}]")
        .linking(first, "<BASE%s/tree?page_token=x>; rel=\"next\"".formatted(LAB))
        .with(
            LAB + "/tree?page_token=x",
            """
            [{"id":"2","type":"tree","path":"d","mode":"040000"},
             {"id":"3","type":"blob","path":"d/b","mode":"100644"}]
            """);

    assertThat(all(lab.changes(Optional.empty(), NEW)))
        .containsExactly(new Change(Kind.ADDED, "a"), new Change(Kind.ADDED, "d/b"));
  }

  @Test
  void aNextPageSomewhereElseIsNotAskedFor() {
    String first =
        LAB + "/tree?ref=%s&recursive=true&pagination=keyset&per_page=100".formatted(NEW);
    api.with(first, "[]").linking(first, "<http://169.254.169.254/latest>; rel=\"next\"");

    assertThatThrownBy(() -> lab.changes(Optional.empty(), NEW)).isInstanceOf(Refused.class);
  }

  @Test
  void gitLabKnowsAncestorsHeadsAndMessages() {
    api.with(
            LAB + "/merge_base?refs%%5B%%5D=%s&refs%%5B%%5D=%s".formatted(OLD, NEW),
            "{\"id\":\"%s\"}".formatted(OLD))
        .with(
            LAB + "/branches/feature%2Fx",
            "{\"name\":\"feature/x\",\"commit\":{\"id\":\"%s\"}}".formatted(NEW))
        .with(
            LAB + "/commits/" + NEW + "?stats=false",
            "{\"id\":\"%s\",\"message\":\"m\"}".formatted(NEW));

    assertThat(lab.mergeBase(OLD, NEW)).hasValue(OLD);
    assertThat(lab.head("feature/x")).hasValue(NEW);
    assertThat(lab.head("feature/y")).isEmpty();
    assertThat(lab.message(NEW)).hasValue("m");
    assertThatThrownBy(() -> lab.mergeBase(NEW, commit(9)))
        .isInstanceOf(Source.MissingCommit.class);
  }

  @Test
  void bitbucketsDifferencesComeInPages() {
    String first =
        BUCKET + "/diffstat/%s..%s?topic=false&renames=false&pagelen=500".formatted(NEW, OLD);
    api.with(
            first,
            """
            {"next":"BASE%s/diffstat/x?page=2","values":[
              {"status":"added","old":null,"new":{"path":"a"}},
              {"status":"removed","old":{"path":"b"},"new":null}]}
            """
                .formatted(BUCKET))
        .with(
            BUCKET + "/diffstat/x?page=2",
            """
            {"values":[
              {"status":"modified","old":{"path":"c"},"new":{"path":"c"}},
              {"status":"renamed","old":{"path":"d"},"new":{"path":"e"}}]}
            """);

    assertThat(all(bucket.changes(Optional.of(OLD), NEW)))
        .containsExactly(
            new Change(Kind.ADDED, "a"),
            new Change(Kind.DELETED, "b"),
            new Change(Kind.MODIFIED, "c"),
            new Change(Kind.DELETED, "d"),
            new Change(Kind.ADDED, "e"));
  }

  @Test
  void aSecondPageIsAskedForWhenItIsWanted() {
    String first =
        BUCKET + "/diffstat/%s..%s?topic=false&renames=false&pagelen=500".formatted(NEW, OLD);
    api.with(
        first,
        "{\"next\":\"BASE/2\",\"values\":[{\"status\":\"added\",\"new\":{\"path\":\"a\"}}]}");

    assertThat(bucket.changes(Optional.of(OLD), NEW).iterator().next())
        .containsExactly(new Change(Kind.ADDED, "a"));
    assertThat(api.asked()).containsExactly(first);
  }

  @Test
  void bitbucketKnowsAncestorsHeadsAndMessages() {
    api.with(BUCKET + "/merge-base/%s..%s".formatted(OLD, NEW), "{\"hash\":\"%s\"}".formatted(OLD))
        .with(
            BUCKET + "/refs/branches/feature%2Fx",
            "{\"name\":\"feature/x\",\"target\":{\"hash\":\"%s\"}}".formatted(NEW))
        .with(BUCKET + "/commit/" + NEW, "{\"hash\":\"x\",\"message\":\"m\"}")
        .with(
            BUCKET + "/src/%s/?max_depth=1000&pagelen=100".formatted(NEW),
            """
            {"values":[{"type":"commit_directory","path":"d"},{"type":"commit_file","path":"d/a"}]}
            """);

    assertThat(bucket.mergeBase(OLD, NEW)).hasValue(OLD);
    assertThat(bucket.head("feature/x")).hasValue(NEW);
    assertThat(bucket.message(NEW)).hasValue("m");
    assertThat(all(bucket.changes(Optional.empty(), NEW)))
        .containsExactly(new Change(Kind.ADDED, "d/a"));
    assertThatThrownBy(() -> bucket.mergeBase(NEW, commit(9)))
        .isInstanceOf(Source.MissingCommit.class);
  }
}
