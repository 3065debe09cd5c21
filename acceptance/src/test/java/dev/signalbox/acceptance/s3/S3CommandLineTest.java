package dev.signalbox.acceptance.s3;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.acceptance.pipeline.AwsCommand;
import dev.signalbox.local.Local;
import dev.signalbox.local.LocalOptions;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.io.TempDir;

/** What people do to S3 most, done with the command line they do it with. */
class S3CommandLineTest {
  private static final List<String> NAMES =
      List.of("plain.txt", "with space & (brackets).txt", "a+b%20c=d.txt", "dir/x;echo ${IFS}.txt");

  @TempDir static Path home;

  @SuppressWarnings("NullAway") // started before the first test
  private static Local local;

  @SuppressWarnings("NullAway") // made before the first test
  private static AwsCommand aws;

  @TempDir Path work;

  @BeforeAll
  static void start(TestReporter reporter) {
    if (!AwsCommand.installed()) {
      var reason =
          "SKIPPED: no 'aws' on the PATH, so S3 is NOT tried with the real AWS command line";
      reporter.publishEntry("S3CommandLineTest", reason);
      Assumptions.abort(reason);
    }
    local = Local.start(LocalOptions.defaults());
    aws = new AwsCommand(local.address(), home);
  }

  @AfterAll
  static void stop() {
    if (local != null) {
      local.close();
    }
  }

  @Test
  void aDirectoryThatWasSyncedUpAndDownIsTheSame() throws IOException {
    for (var name : NAMES) {
      var file = work.resolve("up").resolve(name);
      Files.createDirectories(file.getParent());
      Files.writeString(file, "of " + name);
    }
    done("s3", "mb", "s3://synced");
    done("s3", "sync", work.resolve("up").toString(), "s3://synced/tree");
    done("s3", "sync", "s3://synced/tree", work.resolve("down").toString());

    for (var name : NAMES) {
      assertThat(work.resolve("down").resolve(name)).hasContent("of " + name);
    }
    assertThat(done("s3", "sync", work.resolve("up").toString(), "s3://synced/tree")).isEmpty();
    assertThat(done("s3", "ls", "s3://synced/tree/")).contains("PRE dir/", "plain.txt");
    assertThat(aws.run("s3", "rb", "s3://synced").errorCode()).isEqualTo("BucketNotEmpty");
    done("s3", "rb", "--force", "s3://synced");
  }

  @Test
  void aFileOfSeveralPartsComesBackWhole() throws IOException {
    var bytes = new byte[20_000_000];
    new Random(1).nextBytes(bytes);
    var file = Files.write(work.resolve("large"), bytes);
    done("s3", "mb", "s3://large-files");
    done("s3", "cp", file.toString(), "s3://large-files/a");
    done("s3", "mv", "s3://large-files/a", "s3://large-files/b");
    done("s3", "cp", "s3://large-files/b", work.resolve("back").toString());

    assertThat(work.resolve("back")).hasBinaryContent(bytes);
    assertThat(aws.run("s3api", "head-object", "--bucket", "large-files", "--key", "a").errorCode())
        .isEqualTo("404");
  }

  @Test
  void aLinkOfTheCommandLineOpensWithoutIt() throws IOException, InterruptedException {
    done("s3", "mb", "s3://linked");
    var file = Files.writeString(work.resolve("file"), "behind the link");
    done("s3", "cp", file.toString(), "s3://linked/a b/c+d.txt");
    var link = done("s3", "presign", "s3://linked/a b/c+d.txt").strip();

    try (var client = HttpClient.newHttpClient()) {
      var answer =
          client.send(
              HttpRequest.newBuilder(URI.create(link)).build(),
              HttpResponse.BodyHandlers.ofString());
      assertThat(answer.body()).isEqualTo("behind the link");
    }
  }

  /** The output. */
  private static String done(String... words) {
    var ended = aws.run(words);
    assertThat(ended.code()).as(ended.errors()).isZero();
    return ended.output();
  }
}
