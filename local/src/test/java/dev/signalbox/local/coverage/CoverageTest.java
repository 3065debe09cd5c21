package dev.signalbox.local.coverage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.signalbox.local.LocalServer;
import dev.signalbox.local.model.Models;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.extension.RegisterExtension;

class CoverageTest {
  @RegisterExtension static final LocalServer SERVER = new LocalServer();

  private static final Path PAGE = Path.of("../docs/reference/local-coverage.md");

  @Test
  void thePageInTheDocumentationIsTheOneServed() throws IOException, InterruptedException {
    assertThat(Files.readString(PAGE))
        .as("docs/reference/local-coverage.md is stale; remake it with: tools/coverage")
        .isEqualTo(get("GET", "text/markdown").body());
  }

  /** What {@code tools/coverage} runs. */
  @Test
  @EnabledIfSystemProperty(named = "coverage.page", matches = ".+")
  void thePageIsRemade() throws IOException, InterruptedException {
    Files.writeString(
        Path.of(System.getProperty("coverage.page")), get("GET", "text/markdown").body());
  }

  @Test
  void programsGetItAsJson() throws IOException, InterruptedException {
    var answer = get("GET", "application/json");

    assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/json");
    var services = new ObjectMapper().readTree(answer.body()).path("services");
    assertThat(services.findValuesAsText("name")).contains("codecommit", "s3", "sts");
    assertThat(services.size()).isEqualTo(new Models().services().size());
  }

  @Test
  void itIsForReadingOnly() throws IOException, InterruptedException {
    assertThat(get("DELETE", "*/*").statusCode()).isEqualTo(405);
    assertThat(get("HEAD", "*/*").body()).isEmpty();
  }

  @Test
  void everyOperationOfEveryModelIsThereOnce() {
    var models = new Models();
    var coverage = Coverage.of(models, Map.of("s3", List.of("GetObject")));

    assertThat(coverage.services())
        .allSatisfy(it ->
            assertThat(it.all())
                .isEqualTo(models.service(it.name()).orElseThrow().operations().size()));
    assertThat(coverage.services())
        .filteredOn(it -> it.name().equals("s3"))
        .allSatisfy(it -> assertThat(it.implemented()).containsExactly("GetObject"));
  }

  @Test
  void whatAwsDoesNotHaveCannotBeClaimed() {
    assertThatThrownBy(() -> Coverage.of(new Models(), Map.of("s3", List.of("GetObjekt"))))
        .hasMessageContaining("GetObjekt");
    assertThatThrownBy(() -> Coverage.of(new Models(), Map.of("s4", List.of())))
        .hasMessageContaining("s4");
  }

  @Test
  void differencesAreOfServicesThatExist() {
    assertThat(Differences.read().known().keySet())
        .allSatisfy(it ->
            assertThat(it)
                .satisfiesAnyOf(
                    name -> assertThat(new Models().services()).contains(name),
                    name -> assertThat(name).isIn("all", "git")));
  }

  private static HttpResponse<String> get(String method, String accepted)
      throws IOException, InterruptedException {
    try (var client = HttpClient.newHttpClient()) {
      return client.send(
          HttpRequest.newBuilder(SERVER.address().resolve("/_local/coverage"))
              .method(method, HttpRequest.BodyPublishers.noBody())
              .header("Accept", accepted)
              .build(),
          HttpResponse.BodyHandlers.ofString());
    }
  }
}
