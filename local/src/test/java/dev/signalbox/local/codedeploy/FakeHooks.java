package dev.signalbox.local.codedeploy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.signalbox.local.api.AwsError;
import dev.signalbox.local.api.Functions;
import dev.signalbox.local.api.Place;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/** Functions that note what they are asked and answer nothing. */
final class FakeHooks implements Functions {
  record Asked(String function, JsonNode event) {
    String id() {
      return event.path("LifecycleEventHookExecutionId").asText();
    }
  }

  final List<Asked> asked = new ArrayList<>();

  @Override
  public void invokeAsync(Place place, String function, byte[] event) {
    if (function.equals("missing")) {
      throw new AwsError("ResourceNotFoundException", 404, "Function not found: missing");
    }
    try {
      asked.add(new Asked(function, new JsonMapper().readTree(event)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  List<String> functions() {
    return asked.stream().map(Asked::function).toList();
  }
}
