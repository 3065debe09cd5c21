package dev.signalbox.local.codecommit.git;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.local.codecommit.git.GitCommand.Outcome;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.eclipse.jgit.internal.storage.file.FileRepository;
import org.eclipse.jgit.lib.NullProgressMonitor;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Ref;
import org.eclipse.jgit.transport.RemoteRefUpdate;
import org.eclipse.jgit.transport.Transport;
import org.eclipse.jgit.transport.URIish;
import org.eclipse.jgit.transport.UsernamePasswordCredentialsProvider;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Real git against the git server. */
class GitPushTest {
  @TempDir Path temporary;
  private GitServer server;
  private GitCommand git;
  private String url;

  @BeforeEach
  void aRepositoryAndAWorkingCopy() {
    server = new GitServer();
    server.create("shop");
    url = server.url("shop");
    git = GitCommand.init(temporary.resolve("work"));
    git.write("README.md", "shop\n").commit("first");
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private GitCommand cloned(String... options) {
    List<String> arguments = new ArrayList<>(List.of("clone", "-q"));
    arguments.addAll(List.of(options));
    arguments.addAll(List.of(url, "copy"));
    new GitCommand(temporary).run(arguments.toArray(String[]::new));
    return new GitCommand(temporary.resolve("copy"));
  }

  private List<String> remoteReferences() {
    return git.run("ls-remote", "-q", url).lines().map(line -> line.split("\t", 2)[1]).toList();
  }

  @Test
  void aPushedBranchCanBeClonedAndIsTheDefaultOne() {
    String commit = git.head();
    git.run("push", "-q", url, "HEAD:trunk");

    GitCommand copy = cloned();

    assertThat(copy.head()).isEqualTo(commit);
    assertThat(copy.run("branch", "--show-current")).isEqualTo("trunk");
    assertThat(server.told()).containsExactly("referenceCreated refs/heads/trunk");
  }

  @Test
  void anEmptyRepositoryCanBeCloned() {
    Outcome outcome = new GitCommand(temporary).outcome("clone", url, "copy");
    assertThat(outcome.exitCode()).isZero();
    assertThat(outcome.output()).contains("cloned an empty repository");
  }

  @Test
  void aCreatedReferenceIsToldWithItsCommitAndNoOldOne() {
    git.run("push", "-q", url, "main");

    GitServer.Event event = server.events().getFirst();
    assertThat(event.place()).isEqualTo(GitServer.PLACE);
    assertThat(event.detailType()).isEqualTo("CodeCommit Repository State Change");
    assertThat(event.resources()).containsExactly("arn:aws:codecommit:eu-west-1:111111111111:shop");
    String id = server.hosting().get(GitServer.PLACE, "shop").id();
    assertThat(event.detail().toString())
        .isEqualTo(
            "{\"event\":\"referenceCreated\",\"repositoryName\":\"shop\",\"repositoryId\":\""
                + id
                + "\",\"referenceType\":\"branch\",\"referenceName\":\"main\","
                + "\"referenceFullName\":\"refs/heads/main\",\"commitId\":\""
                + git.head()
                + "\",\"callerUserArn\":\""
                + GitServer.USER
                + "\"}");
  }

  @Test
  void anUpdatedReferenceIsToldWithBothCommitsAndADeletedOneWithTheOldOne() {
    String first = git.head();
    git.run("push", "-q", url, "main", "main:side");
    String second = git.write("a.txt", "a").commit("second");
    git.run("push", "-q", url, "main");
    git.run("push", "-q", url, "--delete", "side");

    var updated = server.events().get(2).detail();
    assertThat(updated.path("event").asText()).isEqualTo("referenceUpdated");
    assertThat(updated.path("oldCommitId").asText()).isEqualTo(first);
    assertThat(updated.path("commitId").asText()).isEqualTo(second);
    var deleted = server.events().get(3).detail();
    assertThat(deleted.path("event").asText()).isEqualTo("referenceDeleted");
    assertThat(deleted.path("oldCommitId").asText()).isEqualTo(first);
    assertThat(deleted.has("commitId")).isFalse();
    assertThat(server.events()).hasSize(4);
  }

  @Test
  void severalReferencesInOnePushAreOneEventEach() {
    git.run("tag", "light");
    git.run("tag", "-a", "annotated", "-m", "with a message");
    git.run("push", "-q", url, "main", "main:release/1.0", "light", "annotated");

    assertThat(server.told())
        .containsExactlyInAnyOrder(
            "referenceCreated refs/heads/main",
            "referenceCreated refs/heads/release/1.0",
            "referenceCreated refs/tags/light",
            "referenceCreated refs/tags/annotated");
    assertThat(server.events().stream().map(event -> event.detail().path("referenceType").asText()))
        .containsExactlyInAnyOrder("branch", "branch", "tag", "tag");
    assertThat(cloned().run("tag", "-l")).isEqualTo("annotated\nlight");
  }

  @Test
  void aForcedPushIsAnUpdateAndTheOldCommitStaysReadable() throws Exception {
    String first = git.write("a.txt", "a").commit("to be replaced");
    git.run("push", "-q", url, "main");
    git.run("commit", "-q", "--amend", "-m", "replacement");
    assertThat(git.outcome("push", url, "main").exitCode()).isNotZero();
    git.run("push", "-q", "--force", url, "main");

    assertThat(server.told())
        .containsExactly("referenceCreated refs/heads/main", "referenceUpdated refs/heads/main");
    Hosted shop = server.hosting().get(GitServer.PLACE, "shop");
    assertThat(
            server
                .hosting()
                .data(shop)
                .repository()
                .getObjectDatabase()
                .has(ObjectId.fromString(first)))
        .isTrue();
  }

  @Test
  void anAtomicPushWithOneRefusedReferenceChangesNothing() {
    git.run("push", "-q", url, "main");
    Outcome outcome = git.outcome("push", "--atomic", url, "main:side", "main:refs/notes/x");

    assertThat(outcome.exitCode()).isNotZero();
    assertThat(remoteReferences()).containsExactly("HEAD", "refs/heads/main");
    assertThat(server.events()).hasSize(1);
  }

  @Test
  void aPushThatIsNotAtomicChangesWhatIsAllowedAndSaysWhyNotTheRest() {
    git.run("push", "-q", url, "main");
    Outcome outcome = git.outcome("push", url, "main:side", "main:refs/notes/x");

    assertThat(outcome.exitCode()).isNotZero();
    assertThat(outcome.output()).contains("(only branches and tags can be pushed)");
    assertThat(server.told())
        .containsExactly("referenceCreated refs/heads/main", "referenceCreated refs/heads/side");
  }

  @Test
  void theDefaultBranchCannotBeDeletedByAPush() {
    git.run("push", "-q", url, "main");
    Outcome outcome = git.outcome("push", url, "--delete", "main");

    assertThat(outcome.exitCode()).isNotZero();
    assertThat(outcome.output()).contains("the default branch cannot be deleted");
    assertThat(remoteReferences()).contains("refs/heads/main");
  }

  @Test
  void aBranchCannotBeCalledLikeACommit() {
    Outcome outcome = git.outcome("push", url, "main:refs/heads/" + "a1".repeat(20));
    assertThat(outcome.output()).contains("a branch cannot be called like a commit");
  }

  @Test
  void aNameOfMoreThan256CharactersIsRefused() {
    Outcome outcome = git.outcome("push", url, "main:refs/heads/" + "ab/".repeat(85) + "xy");
    assertThat(outcome.output()).contains("longer than 256 characters");
    git.run("push", "-q", url, "main:refs/heads/" + "ab/".repeat(85) + "x");
  }

  @Test
  void aBranchBesideItsOwnDirectoryIsRefusedWithAReason() {
    git.run("push", "-q", url, "main:release");
    Outcome outcome = git.outcome("push", url, "main:release/1.0");

    assertThat(outcome.exitCode()).isNotZero();
    assertThat(outcome.output()).contains("release");
    assertThat(server.events()).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "x;curl${IFS}e|sh",
        "-x",
        "--upload-pack=x",
        "$(id)",
        "`id`",
        "a'b\"c",
        "feature/ü🚀",
        "#{codepipeline.PipelineExecutionId}",
        "%0d%0aSet",
        "HEAD",
        "мain"
      })
  void anyNameThatGitAllowsIsABranchsName(String name) {
    git.fastImport("reset refs/heads/odd/" + name + "\nfrom refs/heads/main\n\n");
    git.run("push", "-q", url, "refs/heads/odd/*:refs/heads/*");

    assertThat(remoteReferences()).contains("refs/heads/" + name);
    assertThat(server.events().getFirst().detail().path("referenceName").asText()).isEqualTo(name);
  }

  @Test
  void branchesThatDifferInCaseOnlyAreTwo() {
    git.run("push", "-q", url, "main:refs/heads/Topic", "main:refs/heads/topic");
    assertThat(remoteReferences()).contains("refs/heads/Topic", "refs/heads/topic");
  }

  @Test
  void aFileMayHaveAnyName() {
    String name = "we ird/\\\"quo'ted\\\"\\n\\t";
    git.fastImport(
        "commit refs/heads/main\ncommitter Ada <a@b.c> 0 +0000\ndata 3\nodd\n"
            + "from refs/heads/main^0\nM 100644 inline \""
            + name
            + "é\"\ndata 4\nbody\n\n");
    git.run("push", "-q", url, "main");

    assertThat(cloned("--no-checkout").run("ls-tree", "-r", "--name-only", "HEAD"))
        .isEqualTo("README.md\n\"" + name + "\\303\\251\"");
  }

  @Test
  void aShallowCloneGetsOneCommitAndCanBeDeepened() {
    git.commit("second");
    git.commit("third");
    git.run("push", "-q", url, "main");

    GitCommand copy = cloned("--depth", "1");
    assertThat(copy.run("rev-list", "--count", "HEAD")).isEqualTo("1");
    copy.run("fetch", "-q", "--unshallow");
    assertThat(copy.run("rev-list", "--count", "HEAD")).isEqualTo("3");
  }

  @Test
  void aPushFromAShallowCloneArrives() {
    git.commit("second");
    git.run("push", "-q", url, "main");
    GitCommand copy = cloned("--depth", "1");
    String third = copy.write("b.txt", "b").commit("third");
    copy.run("push", "-q", "origin", "HEAD:main");

    assertThat(git.run("ls-remote", url, "refs/heads/main")).startsWith(third);
  }

  @ParameterizedTest(name = "protocol version {0}")
  @ValueSource(strings = {"0", "1", "2"})
  void everyProtocolVersionFetches(String version) {
    String commit = git.commit("second");
    git.run("push", "-q", url, "main");
    git.run("-c", "protocol.version=" + version, "clone", "-q", url, "copy");
    assertThat(new GitCommand(git.directory().resolve("copy")).head()).isEqualTo(commit);

    String third = git.write("c.txt", "c").commit("third");
    git.run("push", "-q", url, "main");
    GitCommand copy = new GitCommand(git.directory().resolve("copy"));
    copy.run("-c", "protocol.version=" + version, "pull", "-q");
    assertThat(copy.head()).isEqualTo(third);
  }

  @Test
  void aPackOfSeveralMegabytesArrivesInPieces() {
    byte[] noise = new byte[6 * 1024 * 1024];
    new Random(1).nextBytes(noise);
    git.write("noise.bin", noise).commit("large");
    git.run("push", "-q", url, "main");

    assertThat(cloned().directory().resolve("noise.bin")).hasBinaryContent(noise);
  }

  @Test
  void aFetchWithManyCommitsInCommonIsUnderstoodCompressed() {
    git.run("push", "-q", url, "main");
    GitCommand copy = cloned();
    // More than 1,024 bytes of "have" lines is what git compresses.
    IntStream.range(0, 60).forEach(i -> copy.commit("mine " + i));
    String commit = git.commit("another");
    git.run("push", "-q", url, "main");
    copy.run("fetch", "-q");
    assertThat(copy.run("rev-parse", "origin/main")).isEqualTo(commit);
  }

  @Test
  void fourThousandReferencesFitInOnePushAndOneMoreDoesNot() throws Exception {
    git.run("push", "-q", url, "main");

    // JGit's client, because git's own takes half a minute for so many.
    assertThat(pushBranches(4001)).contains("at most 4000 references, this one 4001");
    assertThat(server.events()).hasSize(1);
    pushBranches(4000);
    assertThat(server.events()).hasSize(4001);
  }

  private String pushBranches(int count) throws Exception {
    try (var local = new FileRepository(git.directory().resolve(".git").toFile());
        var transport = Transport.open(local, new URIish(server.bareUrl("shop")))) {
      transport.setCredentialsProvider(
          new UsernamePasswordCredentialsProvider(GitServer.KEY, GitServer.SECRET));
      Ref main = local.exactRef("refs/heads/main");
      List<RemoteRefUpdate> updates = new ArrayList<>();
      for (int i = 0; i < count; i++) {
        updates.add(new RemoteRefUpdate(local, main, "refs/heads/b/" + i, false, null, null));
      }
      return transport.push(NullProgressMonitor.INSTANCE, updates).getMessages();
    }
  }

  @Test
  void aRepositoryThatIsNotThereIsSaidToBeMissing() {
    Outcome outcome = git.outcome("push", server.url("absent"), "main");
    assertThat(outcome.exitCode()).isNotZero();
    assertThat(outcome.output())
        .contains("remote: repository absent not found in account 111111111111, Region eu-west-1");
  }

  @Test
  void everythingIsThereAgainAfterAKillThatLeftALock(@TempDir Path data) throws Exception {
    git.run("push", "-q", url, "main");
    // A second server on the same files, as after a crash: the first one is not closed.
    try (var store = dev.signalbox.local.store.MvStore.open(java.util.Optional.of(data))) {
      var before = new GitServer(store);
      Hosted hosted = before.create("kept");
      git.run("push", "-q", before.url("kept"), "main");
      java.nio.file.Files.createFile(
          store.directory("git").resolve(hosted.id()).resolve("reftable/tables.list.lock"));
      java.nio.file.Files.createDirectories(store.directory("git").resolve("half-made"));
      try (var after = new GitServer(store)) {
        git.run("push", "-q", after.url("kept"), "main:side");
        assertThat(git.run("ls-remote", after.url("kept"))).contains("refs/heads/side");
        assertThat(store.directory("git").resolve("half-made")).doesNotExist();
      }
    }
  }

  @Test
  void manyPushesAtOnceToBranchesOfOneRepositoryAllArriveWithOneEventEach() throws Exception {
    git.run("push", "-q", url, "main");
    try (var executor = java.util.concurrent.Executors.newVirtualThreadPerTaskExecutor()) {
      var pushes =
          IntStream.range(0, 12)
              .mapToObj(i -> executor.submit(() -> git.run("push", "-q", url, "main:b" + i)))
              .toList();
      for (var push : pushes) {
        push.get();
      }
    }
    assertThat(server.events()).hasSize(13);
    assertThat(remoteReferences()).hasSize(14);
  }
}
