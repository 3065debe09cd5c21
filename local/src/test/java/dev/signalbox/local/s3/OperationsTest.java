package dev.signalbox.local.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.signalbox.local.LocalServer;
import dev.signalbox.local.model.ApiOperation;
import dev.signalbox.local.model.Models;
import java.net.URI;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;

class OperationsTest {
  @RegisterExtension static final LocalServer SERVER = new LocalServer();

  /** These have addresses, or hosts, that are not those of S3's general purpose buckets. */
  private static final Set<String> ELSEWHERE =
      Set.of("ListDirectoryBuckets", "WriteGetObjectResponse");

  private final S3Client s3 = SERVER.client(S3Client.builder());
  private final String bucket = "operations-" + UUID.randomUUID();

  /** Never an empty success, and never another operation in its place. */
  @TestFactory
  Stream<DynamicTest> everyOperationThatIsNotHereSaysSo() {
    s3.createBucket(it -> it.bucket(bucket));
    s3.putObject(it -> it.bucket(bucket).key("key"), RequestBody.fromString("x"));
    var implemented = SERVER.local().coverage().getOrDefault("s3", List.of());
    return new Models()
        .service("s3").orElseThrow().operations().stream()
            .filter(it -> !implemented.contains(it.name()) && !ELSEWHERE.contains(it.name()))
            .map(it -> dynamicTest(it.name(), () -> assertNotImplemented(it)));
  }

  private void assertNotImplemented(ApiOperation operation) {
    var uri = operation.uri().text().replace("{Bucket}", bucket).replace("{Key+}", "key");
    var parts = uri.split("\\?", 2);
    var query = parts.length < 2 ? "" : sorted(parts[1]);
    var answer =
        new Signed(
                operation.method(),
                SERVER.address(),
                URI.create(parts[0]).getPath(),
                Map.of("x-amz-content-sha256", "UNSIGNED-PAYLOAD"),
                query)
            .send("");
    assertThat(answer).startsWith("HTTP/1.1 501");
  }

  private static String sorted(String query) {
    return Stream.of(query.split("&", -1))
        .map(it -> it.contains("=") ? it : it + "=")
        .sorted(Comparator.comparing(it -> it.substring(0, it.indexOf('='))))
        .collect(Collectors.joining("&"));
  }
}
