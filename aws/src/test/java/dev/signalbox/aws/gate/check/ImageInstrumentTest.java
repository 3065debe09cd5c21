package dev.signalbox.aws.gate.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signalbox.aws.client.ScriptedHttp;
import dev.signalbox.aws.client.ScriptedHttp.Call;
import dev.signalbox.aws.client.ScriptedHttp.Reply;
import dev.signalbox.core.Refused;
import dev.signalbox.core.gate.Finding;
import dev.signalbox.core.gate.Finding.Result;
import dev.signalbox.core.gate.Subject;
import dev.signalbox.core.gate.check.ImageScan;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Scenario 47: what is judged is the image that runs, whatever name leads to it. */
class ImageInstrumentTest {
  private static final String INDEX = digest('1');
  private static final String ARM = digest('a');
  private static final String X86 = digest('b');
  private static final String SIGNATURE = digest('c');
  private static final Subject SHOP =
      ScriptedAws.subject(new Subject.Service("main", "shop"), ScriptedAws.NOW);

  private final Map<String, String> scans = new HashMap<>();
  private String image = "111111111111.dkr.ecr.eu-west-1.amazonaws.com/team/shop:latest";
  private String running = INDEX;
  private String attributes = "";
  private String manifest =
      """
      {"schemaVersion": 2, "manifests": [
        {"digest": "%s", "platform": {"os": "linux", "architecture": "arm64", "variant": "v8"}},
        {"digest": "%s", "platform": {"os": "linux", "architecture": "amd64"}},
        {"digest": "%s", "platform": {"os": "unknown", "architecture": "unknown"}}]}
      """
          .formatted(ARM, X86, SIGNATURE);

  private static String digest(char of) {
    return "sha256:" + String.valueOf(of).repeat(64);
  }

  private static String quoted(String json) {
    return '"' + json.replace("\"", "\\\"").replace("\n", "\\n") + '"';
  }

  private Reply reply(Call call) {
    return switch (call.operation()) {
      case "ListTasks" -> Reply.ok("{\"taskArns\": [\"arn:task\"]}");
      case "DescribeTasks" ->
          Reply.ok(
              """
              {"tasks": [{"startedBy": "ecs-svc/1", "attributes": [%s],
                "containers": [{"name": "web", "image": "%s", "imageDigest": "%s"}]}]}
              """
                  .formatted(attributes, image, running));
      case "DescribeImageScanFindings" ->
          scans.entrySet().stream()
              .filter(scan -> call.body().contains(scan.getKey()))
              .map(scan -> Reply.ok(scan.getValue()))
              .findFirst()
              .orElse(new Reply(400, "{\"__type\": \"ScanNotFoundException\"}"));
      case "BatchGetImage" ->
          Reply.ok("{\"images\": [{\"imageManifest\": %s}]}".formatted(quoted(manifest)));
      default -> new Reply(400, "{\"__type\": \"AccessDeniedException\"}");
    };
  }

  private void scanned(String digest, String status, int critical) {
    scans.put(
        digest,
        """
        {"imageScanStatus": {"status": "%s"},
         "imageScanFindings": {"findingSeverityCounts": {"CRITICAL": %d}}}
        """
            .formatted(status, critical));
  }

  private void runsOn(String architecture) {
    attributes = "{\"name\": \"ecs.cpu-architecture\", \"value\": \"%s\"}".formatted(architecture);
  }

  private Finding find() throws InterruptedException {
    return new ScriptedAws(new ScriptedHttp(this::reply))
        .find(new ImageScan(Map.of("CRITICAL", 0), false), SHOP);
  }

  @Test
  void theDigestThatRunsIsJudgedAndNotTheTag() throws InterruptedException {
    running = ARM;
    scanned(ARM, "COMPLETE", 1);

    assertThat(find().reason()).startsWith("team/shop@" + ARM + " of container 'web' has 1");
  }

  @ParameterizedTest(name = "on {0}, with {1} findings for arm64 and {2} for amd64: {3}")
  @CsvSource({
    "arm64,  0, 9, PASS",
    "arm64,  9, 0, FAIL",
    "x86_64, 9, 0, PASS",
    "x86_64, 0, 9, FAIL",
    // Nothing is known of it: all images have to be in order.
    "riscv,  0, 9, FAIL",
    "riscv,  0, 0, PASS",
  })
  void ofAnIndexTheImageOfTheTasksPlatformIsJudged(
      String architecture, int arm, int x86, Result result) throws InterruptedException {
    runsOn(architecture);
    scanned(ARM, "COMPLETE", arm);
    scanned(X86, "ACTIVE", x86);

    assertThat(find().result()).isEqualTo(result);
  }

  @Test
  void anIndexThatEcrCallsUnsupportedIsLookedIntoAsWell() throws InterruptedException {
    runsOn("arm64");
    scanned(INDEX, "UNSUPPORTED_IMAGE", 0);
    scanned(ARM, "IN_PROGRESS", 0);

    assertThat(find().reason()).isEqualTo("team/shop@%s is still being scanned".formatted(ARM));
  }

  @Test
  void whereTheTaskDoesNotSayItsPlatformAllImagesCount() throws InterruptedException {
    scanned(ARM, "COMPLETE", 0);

    assertThat(find().reason()).contains(X86, "it was never scanned");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"schemaVersion\": 2, \"config\": {}, \"layers\": []}",
        "{\"manifests\": []}",
        "{\"manifests\": \"all\"}",
        "no JSON"
      })
  void anImageThatWasNeverScannedStaysSo(String what) throws InterruptedException {
    manifest = what;

    assertThat(find().reason())
        .isEqualTo(
            "Nothing is known of team/shop@%s of container 'web': it was never scanned"
                .formatted(INDEX));
  }

  @Test
  void anImageOfSomebodyElsesRegistryIsNotSafe() throws InterruptedException {
    image = "docker.io/library/nginx:latest";

    assertThat(find().reason()).contains("it is not in ECR");
  }

  @Test
  void aTaskThatHasNotPulledItsImageIsWaitedFor() throws InterruptedException {
    running = "";

    assertThat(find().result()).isEqualTo(Result.WAIT);
  }

  /** Scenario 56. */
  @Test
  void aPermissionThatIsMissingIsNamedWithTheImage() {
    ScriptedHttp http =
        new ScriptedHttp(call ->
            call.operation().equals("BatchGetImage")
                ? new Reply(400, "{\"__type\": \"AccessDeniedException\"}")
                : reply(call));

    assertThatThrownBy(
            () -> new ScriptedAws(http).find(new ImageScan(Map.of("CRITICAL", 0), false), SHOP))
        .isInstanceOf(Refused.class)
        .hasMessageContaining("team/shop@" + INDEX)
        .hasMessageContaining("ecr:BatchGetImage");
  }
}
