package dev.signalbox.local.codecommit.git;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Pushes that nothing on their way may hold in memory as a whole. */
@Tag("slow")
class LargePushTest {
  private static final int MEGABYTE = 1024 * 1024;

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
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private void noise(String file, int megabytes) throws IOException {
    Random random = new Random(megabytes);
    byte[] block = new byte[MEGABYTE];
    try (OutputStream out = Files.newOutputStream(git.directory().resolve(file))) {
      for (int i = 0; i < megabytes; i++) {
        random.nextBytes(block);
        out.write(block);
      }
    }
  }

  @Test
  void aPackOfMoreThan100MegabytesArrivesWhole() throws Exception {
    noise("one.bin", 70);
    noise("two.bin", 50);
    git.run("add", "--all");
    String commit = git.commit("large");
    git.run("push", "-q", url, "main");

    git.run("clone", "-q", url, temporary.resolve("copy").toString());
    GitCommand copy = new GitCommand(temporary.resolve("copy"));
    assertThat(copy.head()).isEqualTo(commit);
    for (String file : new String[] {"one.bin", "two.bin"}) {
      assertThat(Files.mismatch(copy.directory().resolve(file), git.directory().resolve(file)))
          .isEqualTo(-1);
    }
    assertThat(server.told()).containsExactly("referenceCreated refs/heads/main");
  }

  @Test
  void aPushThatBreaksOffLeavesNothingBehind() throws Exception {
    git.write("a", "a").commit("small");
    git.run("push", "-q", url, "main");
    noise("one.bin", 60);
    git.run("add", "--all");
    git.commit("large");
    Process push =
        new ProcessBuilder("git", "push", "-q", url, "main")
            .directory(git.directory().toFile())
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    Path objects = packs();
    org.awaitility.Awaitility.await()
        .atMost(java.time.Duration.ofSeconds(60))
        .until(() -> size(objects) > 10L * MEGABYTE || !push.isAlive());
    // The whole push, with the process that speaks HTTP for it.
    push.descendants().forEach(ProcessHandle::destroyForcibly);
    push.destroyForcibly().waitFor();

    String before = git.run("ls-remote", url, "refs/heads/main");
    git.run("push", "-q", url, "main");
    assertThat(git.run("ls-remote", url, "refs/heads/main")).isNotEqualTo(before);
    assertThat(server.told())
        .containsExactly("referenceCreated refs/heads/main", "referenceUpdated refs/heads/main");
  }

  private Path packs() {
    Hosted hosted = server.hosting().get(GitServer.PLACE, "shop");
    return server.hosting().data(hosted).repository().getDirectory().toPath().resolve("objects");
  }

  private static long size(Path directory) throws IOException {
    try (var files = Files.walk(directory)) {
      return files.mapToLong(file -> file.toFile().length()).sum();
    }
  }
}
