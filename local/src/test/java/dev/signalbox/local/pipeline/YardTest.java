package dev.signalbox.local.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signalbox.local.api.AwsError;
import java.nio.file.Path;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** What tests of CodePipeline have in common. */
abstract class YardTest {
  @TempDir Path directory;
  Yard yard;

  @BeforeEach
  void open() {
    yard = new Yard(directory);
  }

  @AfterEach
  void close() {
    yard.close();
  }

  static void refused(String code, ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(AwsError.class, error -> assertThat(error.code()).isEqualTo(code));
  }

  void succeed(String project) {
    yard.until(() -> !yard.builds.running(project).isEmpty());
    yard.builds.end(project, "SUCCEEDED", Map.of(), Map.of());
  }

  void fail(String project) {
    yard.until(() -> !yard.builds.running(project).isEmpty());
    yard.builds.end(project, "FAILED", Map.of(), Map.of());
  }
}
