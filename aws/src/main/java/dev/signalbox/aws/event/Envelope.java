package dev.signalbox.aws.event;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * An EventBridge event as far as it is plain values: those at its top, those of its detail one
 * level deep, and its resources. What has another shape than expected counts as missing; nobody
 * promises that more keys, other types or deeper trees do not come one day.
 */
final class Envelope {
  private static final JsonFactory JSON =
      JsonFactory.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();

  private final Map<String, String> top = new HashMap<>();
  private final Map<String, String> detail = new HashMap<>();
  private final List<String> resources = new ArrayList<>();

  private Envelope() {}

  /**
   * Reads one event.
   *
   * @throws IllegalArgumentException where these bytes are not a JSON object
   */
  static Envelope read(byte[] bytes) {
    var envelope = new Envelope();
    try (JsonParser json = JSON.createParser(bytes)) {
      if (json.nextToken() != JsonToken.START_OBJECT) {
        throw new IllegalArgumentException("The event is not a JSON object");
      }
      envelope.readTop(json);
    } catch (IOException e) {
      throw new IllegalArgumentException("The event is not JSON: " + place(e), e);
    }
    return envelope;
  }

  /** Only where: what parsers say quotes the event, and events do not belong into logs. */
  private static String place(IOException e) {
    return e instanceof JsonProcessingException problem && problem.getLocation() != null
        ? "it goes wrong in line %d, column %d"
            .formatted(problem.getLocation().getLineNr(), problem.getLocation().getColumnNr())
        : "it is beyond all measure";
  }

  private void readTop(JsonParser json) throws IOException {
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      String key = json.currentName();
      JsonToken value = json.nextToken();
      if (key.equals("detail") && value == JsonToken.START_OBJECT) {
        readDetail(json);
      } else if (key.equals("resources") && value == JsonToken.START_ARRAY) {
        readResources(json);
      } else {
        keep(top, key, json);
      }
    }
  }

  private void readDetail(JsonParser json) throws IOException {
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      String key = json.currentName();
      switch (json.nextToken()) {
        case START_OBJECT -> readPart(key, json);
        case START_ARRAY -> readList(key, json);
        default -> keep(detail, key, json);
      }
    }
  }

  /** The values of an object in the detail go by both names: {@code bucket/name}. */
  private void readPart(String part, JsonParser json) throws IOException {
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      String key = json.currentName();
      json.nextToken();
      keep(detail, part + "/" + key, json);
    }
  }

  /** A list that names one thing is that thing. */
  private void readList(String key, JsonParser json) throws IOException {
    List<String> texts = new ArrayList<>();
    while (json.nextToken() != JsonToken.END_ARRAY) {
      texts.add(json.currentToken() == JsonToken.VALUE_STRING ? json.getText() : "");
      json.skipChildren();
    }
    if (texts.size() == 1) {
      detail.put(key, texts.getFirst());
    }
  }

  private void readResources(JsonParser json) throws IOException {
    while (json.nextToken() != JsonToken.END_ARRAY) {
      if (json.currentToken() == JsonToken.VALUE_STRING) {
        resources.add(json.getText());
      }
      json.skipChildren();
    }
  }

  private static void keep(Map<String, String> values, String key, JsonParser json)
      throws IOException {
    if (json.currentToken().isScalarValue() && json.currentToken() != JsonToken.VALUE_NULL) {
      values.put(key, json.getText());
    }
    json.skipChildren();
  }

  Optional<String> top(String key) {
    return Optional.ofNullable(top.get(key)).filter(value -> !value.isEmpty());
  }

  Optional<String> detail(String key) {
    return Optional.ofNullable(detail.get(key)).filter(value -> !value.isEmpty());
  }

  /** A value at the top without which an event says too little. */
  String needTop(String key) {
    return top(key)
        .orElseThrow(() -> new IllegalArgumentException("it has no '%s'".formatted(key)));
  }

  /** A value of the detail without which an event says too little. */
  String needDetail(String key) {
    return detail(key)
        .orElseThrow(() -> new IllegalArgumentException("its detail has no '%s'".formatted(key)));
  }

  /**
   * @throws IllegalArgumentException where the resources name something else
   */
  void checkSpeaksOf(String arn) {
    for (String resource : resources) {
      if (!resource.equals(arn)) {
        throw new IllegalArgumentException("it speaks of %s and names %s".formatted(arn, resource));
      }
    }
  }

  /**
   * @throws IllegalArgumentException where the resources name something else, or nothing
   */
  void checkNames(String arn) {
    if (resources.isEmpty()) {
      throw new IllegalArgumentException("it speaks of %s and names nothing".formatted(arn));
    }
    checkSpeaksOf(arn);
  }
}
