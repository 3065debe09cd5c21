package dev.signalbox.aws.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signalbox.core.release.Region;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SettingsTest {
  private record Some(String table, Region region, Optional<URI> endpoint) {
    static Some from(Map<String, String> environment) {
      return Settings.read(
          environment,
          s -> {
            var table = s.text("TABLE");
            var region = s.value("REGION", Region::new, "a Region such as eu-west-1");
            var endpoint = s.address("ENDPOINT");
            return table.flatMap(t -> region.map(r -> new Some(t, r, endpoint)));
          });
    }
  }

  @Test
  void settingsAreReadFromTheEnvironment() {
    assertThat(
            Some.from(
                Map.of("TABLE", "t", "REGION", "eu-west-1", "ENDPOINT", "http://127.0.0.1:4566")))
        .isEqualTo(
            new Some(
                "t", new Region("eu-west-1"), Optional.of(URI.create("http://127.0.0.1:4566"))));
  }

  @Test
  void allProblemsAreToldAtOnce() {
    assertThatThrownBy(() -> Some.from(Map.of("REGION", "here", "ENDPOINT", "127.0.0.1")))
        .hasMessage(
            "Cannot start: TABLE is not set; REGION is 'here', not a Region such as eu-west-1;"
                + " ENDPOINT is '127.0.0.1', not an address such as http://127.0.0.1:4566");
  }
}
