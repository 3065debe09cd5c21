package dev.signalbox.local.codecommit;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpServer;
import dev.signalbox.local.api.Calls;
import dev.signalbox.local.api.Endpoint;
import dev.signalbox.local.api.Identity.Key;
import dev.signalbox.local.api.ManualClock;
import dev.signalbox.local.api.MemoryStore;
import dev.signalbox.local.api.Place;
import dev.signalbox.local.front.Signatures;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.codecommit.model.CreateBranchRequest;
import software.amazon.awssdk.services.codecommit.model.CreateBranchResponse;
import software.amazon.awssdk.services.codecommit.model.PutFileRequest;
import software.amazon.awssdk.services.codecommit.model.PutFileResponse;

class GitOverHttpTest {
  private static final Place PLACE = new Place("111111111111", "eu-west-1");

  private final List<ObjectNode> events = new CopyOnWriteArrayList<>();
  private HttpServer server;
  private CodeCommit codeCommit;
  private GitClient git;
  @TempDir private Path directory;

  @BeforeEach
  void start() throws Exception {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    Key key =
        new Key(
            "111111111111",
            "local",
            Optional.empty(),
            "111111111111",
            "arn:aws:iam::111111111111:root",
            "1");
    codeCommit =
        new CodeCommit(
            new MemoryStore(),
            new ManualClock("2026-11-21T00:00:00Z"),
            (_, _, _, _, detail) -> events.add(detail),
            new Signatures(
                id -> Optional.of(key).filter(k -> k.accessKeyId().equals(id)),
                InstantSource.system()),
            this::address,
            "eu-west-1");
    Endpoint endpoint = codeCommit.git();
    server.createContext(
        "/",
        exchange -> {
          try (exchange) {
            endpoint.serve(exchange);
          }
        });
    server.start();
    codeCommit.make(
        PLACE,
        "AWS::CodeCommit::Repository",
        "Repository",
        "shop",
        com.fasterxml.jackson.databind.node.JsonNodeFactory.instance.objectNode());
    git = GitClient.init(Files.createDirectory(directory.resolve("work")), url("shop"));
  }

  @AfterEach
  void stop() {
    server.stop(0);
    codeCommit.close();
  }

  private URI address() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  private URI url(String repository) {
    return address().resolve("/v1/repos/" + repository);
  }

  @Test
  void aFirstPushMakesItsBranchTheDefaultAndACloneChecksItOut() {
    git.run("checkout", "--quiet", "-b", "trunk");
    git.commit("a.txt", "a");
    git.run("push", "--quiet", "origin", "trunk");
    git.run("clone", "--quiet", url("shop").toString(), directory.resolve("clone").toString());
    assertThat(directory.resolve("clone/a.txt")).hasContent("a");
  }

  @Test
  void aCreatedBranchIsAnnouncedWithoutAnOldCommit() {
    String commit = git.commit("a.txt", "a");
    git.run("push", "--quiet", "origin", "main");
    assertThat(events).hasSize(1);
    assertThat(events.getFirst().has("oldCommitId")).isFalse();
    assertThat(events.getFirst().path("event").asText()).isEqualTo("referenceCreated");
    assertThat(events.getFirst().path("commitId").asText()).isEqualTo(commit);
    assertThat(events.getFirst().path("referenceFullName").asText()).isEqualTo("refs/heads/main");
    assertThat(events.getFirst().path("callerUserArn").asText())
        .isEqualTo("arn:aws:iam::111111111111:root");
  }

  @Test
  void aPushOfSeveralReferencesIsOneEventEach() {
    git.commit("a.txt", "a");
    git.run("tag", "v1");
    git.run("tag", "--annotate", "v2", "--message", "two");
    git.run("branch", "feature/x");
    git.run("push", "--quiet", "origin", "main", "feature/x", "v1", "v2");
    assertThat(events)
        .extracting(event ->
            event.path("referenceType").asText() + " " + event.path("referenceName").asText())
        .containsExactlyInAnyOrder("branch main", "branch feature/x", "tag v1", "tag v2");
  }

  @Test
  void aForcePushAndADeletionAreAnnounced() {
    String first = git.commit("a.txt", "a");
    git.run("push", "--quiet", "origin", "main", "main:refs/heads/gone");
    git.run("commit", "--quiet", "--amend", "--message", "Rewritten");
    String second = git.run("rev-parse", "HEAD");
    events.clear();
    git.run("push", "--quiet", "--force", "origin", "main");
    git.run("push", "--quiet", "origin", "--delete", "gone");
    assertThat(events.getFirst().path("oldCommitId").asText()).isEqualTo(first);
    assertThat(events.getFirst().path("commitId").asText()).isEqualTo(second);
    assertThat(events.get(1).path("event").asText()).isEqualTo("referenceDeleted");
    assertThat(events.get(1).has("commitId")).isFalse();
  }

  @Test
  void deletingTheDefaultBranchIsRefusedAndGitIsToldWhy() {
    git.commit("a.txt", "a");
    git.run("push", "--quiet", "origin", "main");
    GitClient.Ended refused = git.attempt("push", "origin", "--delete", "main");
    assertThat(refused.exit()).isNotZero();
    assertThat(refused.output()).contains("the default branch cannot be deleted");
  }

  @Test
  void aWrongPasswordIsRefused() {
    git.commit("a.txt", "a");
    GitClient stranger = new GitClient(git.directory(), "111111111111", "wrong");
    assertThat(stranger.attempt("push", "origin", "main").exit()).isNotZero();
    assertThat(events).isEmpty();
  }

  @Test
  void anUnknownRepositoryIsNamed() {
    assertThat(git.attempt("ls-remote", url("nowhere").toString()).output()).contains("not found");
  }

  @Test
  void anEmptyRepositoryCanBeCloned() {
    assertThat(
            git.attempt("clone", url("shop").toString(), directory.resolve("empty").toString())
                .output())
        .contains("empty repository");
  }

  @Test
  void aPackOverAMegabyteArrivesWhole() throws Exception {
    byte[] noise = new byte[5_000_000];
    new Random(1).nextBytes(noise);
    Files.write(git.directory().resolve("noise.bin"), noise);
    git.commit("a.txt", "a");
    git.run("push", "--quiet", "origin", "main");
    git.run(
        "clone",
        "--quiet",
        "--depth",
        "1",
        url("shop").toString(),
        directory.resolve("clone").toString());
    assertThat(Files.readAllBytes(directory.resolve("clone/noise.bin"))).isEqualTo(noise);
  }

  @ParameterizedTest(name = "a branch may be called {0}")
  @ValueSource(
      strings = {
        "x;curl${IFS}e|sh",
        "feature/a/b",
        "-x",
        "ü🚀",
        "a$(id)b",
        "#{codepipeline.PipelineExecutionId}"
      })
  void whatGitAllowsAsABranchIsData(String branch) {
    String commit = git.commit("a.txt", "a");
    git.run("push", "--quiet", "origin", "main");
    // By the API: not every machine can hand git such a name as an argument.
    Calls.to(codeCommit.api(), PLACE)
        .call(
            "CreateBranch",
            CreateBranchRequest.builder()
                .repositoryName("shop")
                .branchName(branch)
                .commitId(commit)
                .build(),
            CreateBranchResponse.class);
    assertThat(git.run("ls-remote", "origin")).contains("refs/heads/" + branch);
    assertThat(events).extracting(event -> event.path("referenceName").asText()).contains(branch);
    assertThat(codeCommit.commit(PLACE, "shop", branch).orElseThrow().id()).isEqualTo(commit);
  }

  @Test
  void aCommitIsPackedTheSameEveryTimeWithEveryNameAndKeepsWhatIsExecutable() throws Exception {
    Files.createDirectories(git.directory().resolve("bin"));
    Path script = Files.writeString(git.directory().resolve("bin/run"), "#!/bin/sh\n");
    assertThat(script.toFile().setExecutable(true)).isTrue();
    String first = git.commit("a.txt", "a");
    git.run("push", "--quiet", "origin", "main");
    String odd = "b c/é\n'\".txt";
    String commit =
        Calls.to(codeCommit.api(), PLACE)
            .call(
                "PutFile",
                PutFileRequest.builder()
                    .repositoryName("shop")
                    .branchName("main")
                    .parentCommitId(first)
                    .filePath(odd)
                    .fileContent(SdkBytes.fromUtf8String("b"))
                    .build(),
                PutFileResponse.class)
            .commitId();
    Path one = directory.resolve("one.zip");
    Path two = directory.resolve("two.zip");
    codeCommit.writeZip(PLACE, "shop", commit, one);
    codeCommit.writeZip(PLACE, "shop", commit, two);
    assertThat(Files.mismatch(one, two)).isEqualTo(-1);
    try (ZipFile zip = new ZipFile(one.toFile())) {
      assertThat(zip.stream().map(ZipEntry::getName)).contains(odd, "bin/run");
    }
  }
}
