package dev.signalbox.local.page;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.signalbox.local.LocalServer;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.eventbridge.model.PutEventsRequestEntry;
import software.amazon.awssdk.services.s3.S3Client;

class StatusPageTest {
  @RegisterExtension static final LocalServer SERVER = new LocalServer();

  private static HttpResponse<String> get(String path) throws IOException, InterruptedException {
    return send(HttpRequest.newBuilder(SERVER.address().resolve(path)));
  }

  private static HttpResponse<String> send(HttpRequest.Builder request)
      throws IOException, InterruptedException {
    try (var client = HttpClient.newHttpClient()) {
      return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }
  }

  @Test
  void aBrowserIsShownHowToReachItAndWhatIsThere() throws Exception {
    SERVER.local().repository(LocalServer.ACCOUNT, "eu-west-1", "shop");
    var page = get("/");
    assertThat(page.statusCode()).isEqualTo(200);
    assertThat(page.headers().firstValue("Content-Type")).contains("text/html; charset=utf-8");
    assertThat(page.body())
        .contains("<li>shop</li>")
        .contains("AWS_ENDPOINT_URL=" + SERVER.address())
        .contains("<html lang=\"en\">");
  }

  @Test
  void whatEventsSayIsTextOnThePageAndDataBesideIt() throws Exception {
    String hostile = "<script>alert('x')</script>&\"";
    try (EventBridgeClient events = SERVER.client(EventBridgeClient.builder())) {
      String detail = JsonMapper.builder().build().createObjectNode().put("k", hostile).toString();
      var entry =
          PutEventsRequestEntry.builder().source("test").detailType("A <b>").detail(detail).build();
      events.putEvents(it -> it.entries(entry));
    }
    assertThat(get("/").body())
        .contains("k &lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt;&amp;&quot;")
        .doesNotContain("<script>")
        .doesNotContain("A <b>");
    var json = new JsonMapper().readTree(get("/_local/events").body());
    assertThat(json.path("events").findValuesAsText("k")).contains(hostile);
  }

  @Test
  void healthNamesTheServices() throws Exception {
    var health = new JsonMapper().readTree(get("/_local/health").body());
    assertThat(health.path("status").asText()).isEqualTo("ok");
    assertThat(health.path("operations").path("sts").asInt()).isPositive();
  }

  @Test
  void nothingIsChangedByThePage() throws Exception {
    var request = HttpRequest.newBuilder(SERVER.address().resolve("/_local/events")).DELETE();
    assertThat(send(request).statusCode()).isEqualTo(405);
  }

  @Test
  void signedRequestsToTheSamePathAreStillTheApis() {
    try (S3Client s3 = SERVER.client(S3Client.builder())) {
      assertThat(s3.listBuckets().buckets()).isEmpty();
    }
  }
}
