package dev.signalbox.benchmarks.load;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Somebody with a clone and a branch, who pushes changes to services. */
final class Developer {
  private final Path clone;
  private final String branch;
  private final String url;
  private int commits;

  /** A commit that was pushed, for one service, from typing it until git was done. */
  record Pushed(int service, String commit, Instant from, Instant to) {}

  Developer(Path clone, String branch, String url) throws IOException, InterruptedException {
    this.clone = clone;
    this.branch = branch;
    this.url = url;
    git("", "init", "--quiet", "--bare", ".");
  }

  /** A commit for one service, and its push. */
  Pushed push(int service) throws IOException, InterruptedException {
    commits++;
    String commit = commit("service-%02d/change.txt".formatted(service));
    Instant from = Instant.now();
    git("", "push", "--quiet", url, "refs/heads/" + branch);
    return new Pushed(service, commit, from, Instant.now());
  }

  /** Makes so many branches, each with one commit for the first service; answers the commits. */
  List<String> branches(int number) throws IOException, InterruptedException {
    var stream = new StringBuilder();
    for (int i = 0; i < number; i++) {
      stream.append(
          """
          commit refs/heads/release/%1$d
          committer Ada <ada@example.com> %2$d +0000
          data 1
          x
          M 100644 inline service-00/change.txt
          data 6
          %1$06d
          """
              .formatted(i, 1_763_640_000 + i));
    }
    git(stream.toString(), "fast-import", "--quiet", "--force");
    return git("", "for-each-ref", "--format=%(objectname)", "refs/heads/release").lines().toList();
  }

  /** All branches in one push. */
  void pushAll() throws IOException, InterruptedException {
    git("", "push", "--quiet", url, "refs/heads/release/*:refs/heads/release/*");
  }

  private String commit(String path) throws IOException, InterruptedException {
    String text = "Change %d of %s".formatted(commits, branch);
    git(
        """
        commit refs/heads/%s
        committer Ada <ada@example.com> %d +0000
        data %d
        %s
        %sM 100644 inline %s
        data %d
        %s
        """
            .formatted(
                branch,
                1_763_640_000 + commits,
                text.length(),
                text,
                commits == 1 ? "" : "from refs/heads/" + branch + "^0\n",
                path,
                text.length(),
                text),
        "fast-import",
        "--quiet",
        "--force");
    return git("", "rev-parse", "refs/heads/" + branch).strip();
  }

  private String git(String input, String... arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of("git"));
    command.addAll(List.of(arguments));
    ProcessBuilder builder =
        new ProcessBuilder(command).directory(clone.toFile()).redirectErrorStream(true);
    builder
        .environment()
        .putAll(
            Map.of(
                "GIT_CONFIG_GLOBAL", "/dev/null",
                "GIT_CONFIG_NOSYSTEM", "1",
                "GIT_TERMINAL_PROMPT", "0"));
    Process process = builder.start();
    try (var in = process.getOutputStream()) {
      in.write(input.getBytes(StandardCharsets.UTF_8));
    }
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (process.waitFor() != 0) {
      throw new IOException(command + ": " + output);
    }
    return output;
  }
}
