package dev.signalbox.local.build;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.signalbox.local.process.ProcessTable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class ShellTest {
  private static final int LONGEST_LINE = 1000;

  private final List<String> lines = new CopyOnWriteArrayList<>();
  private final Map<String, String> environment = new HashMap<>(Map.of("PATH", "/usr/bin:/bin"));
  private final List<Shell> shells = new ArrayList<>();
  @TempDir private Path directory;

  private Shell shell() throws IOException {
    return shell("sh");
  }

  private Shell shell(String program) throws IOException {
    String id = "shop:" + UUID.randomUUID();
    var shell =
        new Shell(
            BuildDirectories.make(directory, "it's a \"build\" " + shells.size()),
            program,
            environment,
            "CODEBUILD_BUILD_ID=" + id,
            LONGEST_LINE,
            lines::addAll);
    shells.add(shell);
    return shell;
  }

  @AfterEach
  void close() {
    shells.forEach(Shell::close);
  }

  private static int run(Shell shell, String command) throws IOException {
    return shell.run(command, Map.of());
  }

  private static boolean lives(String pid) {
    return ProcessTable.now().entries().stream()
        .anyMatch(it -> it.id() == Long.parseLong(pid.strip()));
  }

  private String pid(Path file) {
    await().atMost(Duration.ofSeconds(10)).until(() -> Files.exists(file) && Files.size(file) > 1);
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  @Test
  void variablesAndDirectoryPassFromOneCommandToTheNext() throws IOException {
    var shell = shell();
    run(shell, "mkdir -p 'a b' && cd 'a b'");
    run(shell, "export EXPORTED=1");
    run(shell, "PLAIN='2 \"3\"\n4'");
    run(shell, "unset HOME");
    run(shell, "echo \"$EXPORTED $PLAIN ${PWD##*/} ${HOME-none}\"");
    assertThat(lines).containsExactly("1 2 \"3\"", "4 a b none");
  }

  @ParameterizedTest
  @ValueSource(strings = {"sh", "bash"})
  void valuesWithQuotesNewlinesAndBackslashesArriveAsTheyAre(String program) throws IOException {
    var value = "a'b\"c\n$HOME `id` $(id) \\ \\n é\t%s *\n\n";
    environment.put("VALUE", value);
    var shell = shell(program);
    var seen = directory.resolve("seen");
    run(shell, "true");
    run(shell, "printf %s \"$VALUE\" > '" + seen + "'");
    assertThat(Files.readString(seen)).isEqualTo(value);
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(
      strings = {
        "exit 3",
        "(exit 3)",
        "set -e; sh -c 'exit 3'; echo not reached",
        "sh -c 'exit 3'"
      })
  void aCommandsExitStatusIsKnownAndTheNextCommandRuns(String command) throws IOException {
    var shell = shell();
    run(shell, "A=1; cd /");
    assertThat(run(shell, command)).isEqualTo(3);
    assertThat(run(shell, "echo $A $PWD")).isZero();
    assertThat(lines).containsExactly("1 /");
  }

  @Test
  void aMissingToolIsStatus127() throws IOException {
    assertThat(run(shell(), "no-such-tool --version")).isEqualTo(127);
    assertThat(lines).singleElement().asString().contains("no-such-tool").contains("not found");
  }

  @Test
  void aSyntaxErrorFailsItsOwnCommandOnly() throws IOException {
    var shell = shell();
    assertThat(run(shell, "echo 'unclosed")).isEqualTo(2);
    assertThat(run(shell, "if true; then")).isEqualTo(2);
    assertThat(run(shell, "echo fine")).isZero();
  }

  @Test
  void aCommandThatReadsItsInputFindsItEmpty() throws IOException {
    assertThat(run(shell(), "cat; read line || echo none")).isZero();
    assertThat(lines).containsExactly("none");
  }

  @Test
  void aDaemonThatHoldsTheOutputOpenDelaysNoCommand() throws IOException {
    var shell = shell();
    assertThat(run(shell, "sleep 1000 & DAEMON=$!; echo started")).isZero();
    assertThat(run(shell, "kill -0 $DAEMON && echo lives")).isZero();
    assertThat(lines).containsExactly("started", "lives");
  }

  @Test
  void allOutputOfACommandComesBeforeItsEnd() throws IOException {
    var shell = shell();
    run(shell, "i=0; while [ $i -lt 5000 ]; do echo line $i; i=$((i+1)); done; printf last");
    assertThat(lines).hasSize(5001).endsWith("line 4999", "last");
  }

  @Test
  void aLineWithoutEndIsCutIntoPieces() throws IOException {
    run(shell(), "head -c 10500 /dev/zero | tr '\\0' x");
    assertThat(lines).hasSizeGreaterThan(10).allMatch(line -> line.length() <= LONGEST_LINE);
    assertThat(String.join("", lines)).isEqualTo("x".repeat(10500));
  }

  @Test
  void bytesThatAreNoTextAreReplacedAndNulsAreKept() throws IOException {
    run(shell(), "printf 'a\\377b\\0c\\033[31mred\\n'; printf 'é\\n'");
    assertThat(lines).containsExactly("a\uFFFDb\0c\033[31mred", "é");
  }

  @Test
  void aCommandThatKillsItsShellEndsTheBuildsShellAndNothingHangs() throws IOException {
    var shell = shell();
    assertThat(run(shell, "kill -9 $$")).isEqualTo(137);
    assertThat(run(shell, "echo on")).isZero();
    assertThat(run(shell, "kill -9 $PPID; sleep 1000")).isEqualTo(137);
    assertThat(run(shell, "echo never")).isEqualTo(137);
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(
      strings = {
        "echo $$ > pid; trap '' TERM INT HUP; while :; do sleep 1; done",
        "setsid sh -c 'echo $$ > pid; exec sleep 1000' & sleep 1000",
        "( ( setsid sh -c 'echo $$ > pid; cd /; exec sleep 1000' ) & ); sleep 1000",
        "( setsid env -i sh -c 'echo $$ > pid; exec sleep 1000' & ); sleep 1000",
        "nohup sh -c 'echo $$ > pid; exec sleep 1000' >/dev/null 2>&1 & sleep 1000",
        "for i in 1 2 3 4 5 6 7 8; do (while :; do sh -c 'sleep 1000' & sleep 0.1; done) & done;"
            + " echo $! > pid; wait",
      })
  void killingEndsEverythingTheBuildHasStarted(String command) throws Exception {
    var shell = shell();
    var source = directory.resolve("it's a \"build\" 0/src");
    var status = CompletableFuture.supplyAsync(() -> quietly(shell, command));
    var pid = pid(source.resolve("pid"));
    assertThat(lives(pid)).isTrue();

    shell.kill();

    assertThat(lives(pid)).isFalse();
    assertThat(shell.processes()).isZero();
    assertThat(status.get()).isNotZero();
  }

  private static int quietly(Shell shell, String command) {
    try {
      return run(shell, command);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
