package dev.signalbox.aws.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.ContentStreamProvider;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sts.StsClient;

class AssumedRolesTest {
  private static final String ANSWER =
      """
      <AssumeRoleResponse><AssumeRoleResult><Credentials><AccessKeyId>a</AccessKeyId>\
      <SecretAccessKey>b</SecretAccessKey><SessionToken>c</SessionToken>\
      <Expiration>2026-11-20T13:00:00Z</Expiration></Credentials></AssumeRoleResult>\
      </AssumeRoleResponse>\
      """;
  private static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");

  private final Sts sts = new Sts();
  private Instant now = NOON;

  /** Answers everybody, those who ask for the role {@code slow} when it is told to. */
  private static final class Sts implements SdkHttpClient {
    private final CannedHttp canned = new CannedHttp(Map.of("AssumeRole", ANSWER));
    private final CountDownLatch slow = new CountDownLatch(1);
    private final List<String> hosts = Collections.synchronizedList(new ArrayList<>());
    private final List<String> bodies = Collections.synchronizedList(new ArrayList<>());

    @Override
    public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
      String body = body(request.contentStreamProvider().orElseThrow());
      hosts.add(request.httpRequest().host());
      bodies.add(body);
      if (body.contains("slow")) {
        await(slow);
      }
      return canned.prepareRequest(request);
    }

    private static String body(ContentStreamProvider content) {
      try (var in = content.newStream()) {
        return new String(in.readAllBytes(), StandardCharsets.UTF_8);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    private static void await(CountDownLatch latch) {
      try {
        latch.await();
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
    }

    @Override
    public void close() {}
  }

  private AssumedRoles roles(Region region) {
    var connection =
        new Connection(
            region,
            Optional.empty(),
            StaticCredentialsProvider.create(AwsBasicCredentials.create("nobody", "nothing")),
            sts);
    return new AssumedRoles(connection.client(StsClient.builder()), () -> now);
  }

  private static AwsCredentialsProvider of(AssumedRoles roles, String role) {
    return roles.of("arn:aws:iam::222222222222:role/" + role, Optional.of("x"), "session");
  }

  @ParameterizedTest
  @CsvSource({
    "eu-west-1,  sts.eu-west-1.amazonaws.com",
    "us-east-1,  sts.us-east-1.amazonaws.com",
    "af-south-1, sts.af-south-1.amazonaws.com",
    "cn-north-1, sts.cn-north-1.amazonaws.com.cn",
  })
  void aRoleIsAskedForInTheFunctionsOwnRegion(String region, String host) {
    of(roles(Region.of(region)), "role");

    assertThat(sts.hosts).containsExactly(host);
  }

  @Test
  void theExternalIdAndTheSessionsNameAreSaid() {
    of(roles(Region.EU_WEST_1), "role");

    assertThat(sts.bodies.getFirst()).contains("ExternalId=x", "RoleSessionName=session");
  }

  @Test
  void credentialsAreGivenUpBeforeTheyEnd() {
    AssumedRoles roles = roles(Region.EU_WEST_1);
    of(roles, "role");
    now = Instant.parse("2026-11-20T12:57:59Z");
    of(roles, "role");
    assertThat(sts.hosts).hasSize(1);

    now = Instant.parse("2026-11-20T12:58:00Z");
    of(roles, "role");
    assertThat(sts.hosts).hasSize(2);
  }

  @Test
  void whileOneRoleIsBeingAssumedOthersCanBeHad() throws Exception {
    AssumedRoles roles = roles(Region.EU_WEST_1);
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<AwsCredentialsProvider> slow = threads.submit(() -> of(roles, "slow"));

      assertThat(of(roles, "quick")).isNotNull();

      sts.slow.countDown();
      assertThat(slow.get()).isNotNull();
    }
  }
}
