package dev.signalbox.local.ecs;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.signalbox.local.api.Invocations;
import dev.signalbox.local.api.Place;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;

/** A function that notes what it is asked, and answers what the test says. */
final class HookFunction implements Invocations {
  static final String ARN = "arn:aws:lambda:eu-west-1:111111111111:function:gate";
  private static final JsonMapper JSON = new JsonMapper();

  final List<ObjectNode> asked = new CopyOnWriteArrayList<>();
  volatile Function<JsonNode, String> answers = event -> "{\"hookStatus\":\"SUCCEEDED\"}";

  @Override
  public Answer invoke(Place place, String function, byte[] event) {
    try {
      ObjectNode read = (ObjectNode) JSON.readTree(event);
      asked.add(read);
      String answer = answers.apply(read);
      return new Answer(answer.contains("errorMessage"), answer.getBytes(UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  List<String> stages() {
    return asked.stream().map(it -> it.path("lifecycleStage").asText()).toList();
  }

  static ObjectNode json(String text) {
    try {
      return (ObjectNode) JSON.readTree(text);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(e);
    }
  }
}
