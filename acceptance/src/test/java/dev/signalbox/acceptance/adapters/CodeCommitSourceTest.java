package dev.signalbox.acceptance.adapters;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signalbox.acceptance.AwsAccounts;
import dev.signalbox.acceptance.Clone;
import dev.signalbox.aws.client.AssumedRoles;
import dev.signalbox.aws.client.Connection;
import dev.signalbox.aws.codecommit.CodeCommitSources;
import dev.signalbox.core.Refused;
import dev.signalbox.core.release.AccountId;
import dev.signalbox.core.release.CommitId;
import dev.signalbox.core.release.Reach;
import dev.signalbox.core.release.Region;
import dev.signalbox.core.release.Repository;
import dev.signalbox.core.route.Change;
import dev.signalbox.core.route.Source;
import dev.signalbox.core.route.WatchedRepository;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.sts.StsClient;

@SuppressWarnings("NullAway.Init") // made before each test
class CodeCommitSourceTest {
  @RegisterExtension static final AwsAccounts AWS = new AwsAccounts();

  private static final CommitId NOWHERE = new CommitId("0123456789".repeat(4));

  private final String name = "shop-" + UUID.randomUUID();
  @TempDir private Path directory;
  private Clone clone;
  private CommitId first = NOWHERE;

  @BeforeEach
  void aRepository() {
    clone =
        new Clone(
            directory,
            AwsAccounts.SHOP,
            AWS.local().repository(AwsAccounts.SHOP, AwsAccounts.REGION.id(), name));
    first =
        new CommitId(
            clone.commit("main", Optional.empty(), Map.of("README.md", "hello", "old", "old")));
    clone.push("main");
  }

  private WatchedRepository watched(Reach reach) {
    return new WatchedRepository(
        new Repository(new AccountId(AwsAccounts.SHOP), new Region(AwsAccounts.REGION.id()), name),
        "main",
        reach);
  }

  private static CodeCommitSources sources(Connection connection, String own) {
    return new CodeCommitSources(
        connection,
        new AssumedRoles(connection.client(StsClient.builder()), InstantSource.system()),
        new AccountId(own));
  }

  private Source source() {
    return source(AWS.connection(AwsAccounts.SHOP), AwsAccounts.SHOP, new Reach.Bus("unused"));
  }

  private Source source(Connection connection, String own, Reach reach) {
    return sources(connection, own).of(watched(reach));
  }

  private static List<List<Change>> pages(Iterable<List<Change>> changes) {
    List<List<Change>> pages = new ArrayList<>();
    changes.forEach(pages::add);
    return pages;
  }

  private List<Change> changes(Optional<CommitId> from, CommitId to) {
    return pages(source().changes(from, to)).stream().flatMap(List::stream).toList();
  }

  private CommitId pushed(Map<String, String> files) {
    var commit = new CommitId(clone.commit("main", files));
    clone.push("main");
    return commit;
  }

  @Test
  void whatWasAddedChangedAndRemovedIsTold() {
    CommitId second = pushed(Map.of("README.md", "changed", "old", "", "new", "new"));

    assertThat(changes(Optional.of(first), second))
        .containsExactlyInAnyOrder(
            new Change(Change.Kind.MODIFIED, "README.md"),
            new Change(Change.Kind.DELETED, "old"),
            new Change(Change.Kind.ADDED, "new"));
  }

  @Test
  void whatOneCommitOfAPushAddsAndAnotherTakesBackIsToldWhereSingleCommitsAreAskedFor() {
    clone.commit("main", Map.of("web", "new"));
    CommitId third = new CommitId(clone.commit("main", Map.of("web", "")));
    clone.push("main");

    assertThat(changes(Optional.of(first), third)).isEmpty();
    assertThat(pages(source().changesOfEach(Optional.of(first), third)))
        .containsExactly(
            List.of(new Change(Change.Kind.DELETED, "web")),
            List.of(new Change(Change.Kind.ADDED, "web")));
  }

  @Test
  void theMessageOfACommitIsTold() {
    assertThat(source().message(first)).isPresent();
    assertThatThrownBy(() -> source().message(NOWHERE)).isInstanceOf(Source.MissingCommit.class);
  }

  @Test
  void pathsOfAnyKindArriveAsTheyAre() {
    List<String> hostile =
        List.of(
            "with space", "quote\"'", "line\nbreak", "grüße/日本", "$(curl x)", "-rf", "back\\slash");
    Map<String, String> files = new HashMap<>();
    hostile.forEach(path -> files.put(path, "text"));

    assertThat(changes(Optional.of(first), pushed(files)))
        .extracting(Change::path)
        .containsExactlyInAnyOrderElementsOf(hostile);
  }

  @Test
  void aChangeOfManyFilesComesInPagesAndComplete() {
    Map<String, String> files = new HashMap<>();
    for (int i = 0; i < 250; i++) {
      files.put("file-" + i, "text");
    }
    CommitId second = pushed(files);

    List<List<Change>> pages = pages(source().changes(Optional.of(first), second));

    assertThat(pages).hasSizeGreaterThan(2);
    assertThat(pages.stream().flatMap(List::stream).map(Change::path))
        .hasSize(250)
        .containsExactlyInAnyOrderElementsOf(files.keySet());
  }

  @Test
  void comparedWithNothingEveryFileIsAnAddition() {
    assertThat(changes(Optional.empty(), first))
        .containsExactlyInAnyOrder(
            new Change(Change.Kind.ADDED, "README.md"), new Change(Change.Kind.ADDED, "old"));
  }

  @Test
  void comparedWithItselfNothingHasChanged() {
    assertThat(changes(Optional.of(first), first)).isEmpty();
  }

  @Test
  void aCommitThatIsNotThereIsToldApartFromOtherRefusals() {
    assertThatThrownBy(() -> changes(Optional.of(NOWHERE), first))
        .isInstanceOf(Source.MissingCommit.class)
        .hasMessageContaining(name);
    assertThatThrownBy(() -> source().mergeBase(first, NOWHERE))
        .isInstanceOf(Source.MissingCommit.class);
  }

  @Test
  void theMergeBaseOfABranchIsWhereItLeft() {
    CommitId side =
        new CommitId(clone.commit("feature/x", Optional.of("refs/heads/main^0"), Map.of("x", "x")));
    CommitId main = pushed(Map.of("y", "y"));
    clone.push("feature/x");

    assertThat(source().mergeBase(side, main)).contains(first);
    assertThat(source().mergeBase(first, main)).contains(first);
  }

  @Test
  void historiesThatHaveNeverMetHaveNoMergeBase() {
    CommitId orphan = new CommitId(clone.commit("orphan", Optional.empty(), Map.of("x", "x")));
    clone.push("orphan");

    assertThat(source().mergeBase(orphan, first)).isEmpty();
  }

  @Test
  void theHeadOfABranchIsFoundWhateverItIsCalled() {
    CommitId odd =
        new CommitId(
            clone.commit(
                "x;curl${IFS}e|sh", Optional.of("refs/heads/main^0"), Map.of("grün", "x")));
    clone.push("refs/heads/x;curl${IFS}e|sh");

    assertThat(source().head("x;curl${IFS}e|sh")).contains(odd);
    assertThat(source().head("main")).contains(first);
    assertThat(source().head("nobody")).isEmpty();
  }

  @Test
  void anotherAccountsRepositoryIsReadThroughItsRole() {
    AWS.createRole(
        AwsAccounts.SHOP,
        "reader-" + name,
        """
        {"Version": "2012-10-17", "Statement": {"Effect": "Allow", "Action": "sts:AssumeRole",
         "Principal": {"AWS": "arn:aws:iam::%s:root"}}}\
        """
            .formatted(AwsAccounts.TOOLS));
    Source source =
        source(
            AWS.connection(AwsAccounts.TOOLS),
            AwsAccounts.TOOLS,
            new Reach.Role("reader-" + name, Optional.empty()));

    assertThat(source.head("main")).contains(first);
  }

  @Test
  void anAccountThatIsReachedByABusCannotBeReadFromHere() {
    assertThatThrownBy(() ->
            source(
                AWS.connection(AwsAccounts.TOOLS), AwsAccounts.TOOLS, new Reach.Bus("signalbox")))
        .isInstanceOf(Refused.class)
        .hasMessageContaining("reached by a bus");
  }

  @Test
  void thousandsOfBranchesAreListedCompletely() {
    clone.push(
        IntStream.range(0, 1500)
            .mapToObj(i -> "main:refs/heads/feature/%04d".formatted(i))
            .toArray(String[]::new));

    List<String> names =
        sources(AWS.connection(AwsAccounts.SHOP), AwsAccounts.SHOP)
            .names(watched(new Reach.Bus("unused")));

    assertThat(names).hasSize(1501).doesNotHaveDuplicates().contains("main", "feature/1499");
  }
}
