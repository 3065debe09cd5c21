package dev.signalbox.definitions.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RecordJsonTest {
  sealed interface Shape {
    record Circle(double radius) implements Shape {}

    record Dot() implements Shape {}
  }

  enum Colour {
    RED,
    BLUE
  }

  record Percent(int value) {
    Percent {
      if (value > 100) {
        throw new IllegalArgumentException("More than all: " + value);
      }
    }
  }

  record All(
      String text,
      Percent percent,
      long many,
      boolean truth,
      Instant at,
      Duration lasts,
      Optional<String> maybe,
      List<Shape> shapes,
      Set<Colour> colours,
      Map<String, Double> figures) {}

  private static All all(Optional<String> maybe, Map<String, Double> figures) {
    return new All(
        "a \"b\"\n\u202e🚀",
        new Percent(7),
        Long.MIN_VALUE,
        true,
        Instant.parse("2026-11-21T10:00:00.123456789Z"),
        Duration.ofMillis(90_001),
        maybe,
        List.of(new Shape.Circle(1e-9), new Shape.Dot(), new Shape.Circle(-0.0)),
        Set.of(Colour.RED, Colour.BLUE),
        figures);
  }

  private static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8);
  }

  @Test
  void whatIsReadIsWhatWasWritten() {
    All one =
        all(
            Optional.of(""),
            Map.of("p99", Double.NaN, "most", Double.POSITIVE_INFINITY, "pi", Math.PI));
    assertThat(RecordJson.read(All.class, RecordJson.write(one))).isEqualTo(one);
    All other = all(Optional.empty(), Map.of());
    assertThat(RecordJson.read(All.class, RecordJson.write(other))).isEqualTo(other);
  }

  @Test
  void equalRecordsAreTheSameBytes() {
    Map<String, Double> figures = new HashMap<>(64);
    for (String name : List.of("c", "a", "b")) {
      figures.put(name, 1.5);
    }
    assertThat(text(RecordJson.write(all(Optional.empty(), figures))))
        .isEqualTo(text(RecordJson.write(all(Optional.empty(), new HashMap<>(figures)))))
        .contains("\"colours\":[\"BLUE\",\"RED\"],\"figures\":{\"a\":1.5,\"b\":1.5,\"c\":1.5}")
        .contains("[{\"kind\":\"Circle\",\"radius\":1.0E-9},{\"kind\":\"Dot\"},")
        .doesNotContain("maybe");
  }

  @Test
  void aMapMayHaveKeysThatAreNoTexts() {
    record Place(String pointer) {}
    record Values(Map<Place, Integer> values, Map<Integer, URI> addresses) {}
    Values values =
        new Values(
            Map.of(new Place("/b"), 1, new Place("/a"), 2),
            Map.of(7, URI.create("https://[::1]:8443/x?a=%20")));
    byte[] json = RecordJson.write(values);
    assertThat(text(json))
        .startsWith("{\"values\":[[{\"pointer\":\"/a\"},2],[{\"pointer\":\"/b\"},1]]");
    assertThat(RecordJson.read(Values.class, json)).isEqualTo(values);
  }

  @Test
  void anAddressWithoutItsSecretIsStillAnAddress() {
    record Asked(URI address) {}
    byte[] json =
        RecordJson.write(
            new Asked(URI.create("https://me:secret@shop.example/")),
            (_, text) -> text.replace("me:secret", "[redacted]"));
    assertThat(RecordJson.read(Asked.class, json))
        .isEqualTo(new Asked(URI.create("https://%5Bredacted%5D@shop.example/")));
  }

  @Test
  void halfACharacterDoesNotStopTheRest() {
    record Note(String text) {}
    assertThat(RecordJson.read(Note.class, RecordJson.write(new Note("a\ud800b"))))
        .isEqualTo(new Note("a\ufffdb"));
  }

  @Test
  void eachTextIsLookedAtTogetherWithItsName() {
    record Request(String path, Map<String, String> headers) {}
    byte[] json =
        RecordJson.write(
            new Request("/", Map.of("Cookie", "a", "Accept", "b")),
            (name, value) -> name.equals("Cookie") ? "-" : value);
    assertThat(text(json))
        .isEqualTo("{\"path\":\"/\",\"headers\":{\"Accept\":\"b\",\"Cookie\":\"-\"}}");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{",
        "[]",
        "null",
        "{} {}",
        "{\"value\":7,\"more\":1}",
        "{\"value\":7,\"value\":7}",
        "{\"value\":101}",
        "{\"value\":7.0}",
        "{\"value\":\"7\"}",
        "{\"value\":99999999999}",
        "{\"value\":null}",
        "{\"kind\":\"Percent\",\"value\":7}",
        "{\"value\":{\"value\":7}}",
      })
  void whatIsNoSuchRecordIsRefused(String json) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> RecordJson.read(Percent.class, json.getBytes(StandardCharsets.UTF_8)));
  }

  @Test
  void aKindThatIsNotThereIsRefused() {
    record Held(Shape shape) {}
    for (String kind : List.of("{\"kind\":\"Square\"}", "{}", "{\"radius\":1.0}", "7")) {
      byte[] json = ("{\"shape\":" + kind + "}").getBytes(StandardCharsets.UTF_8);
      assertThatIllegalArgumentException().isThrownBy(() -> RecordJson.read(Held.class, json));
    }
  }

  @Test
  void nestingWithoutEndIsRefused() {
    record Deep(List<List<String>> lists) {}
    byte[] json = ("{\"lists\":" + "[".repeat(100_000)).getBytes(StandardCharsets.UTF_8);
    assertThatIllegalArgumentException().isThrownBy(() -> RecordJson.read(Deep.class, json));
  }
}
