package dev.signalbox.local.pipeline;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.signalbox.local.api.AwsError;
import dev.signalbox.local.api.Functions;
import dev.signalbox.local.api.Place;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Functions that note what they are called with. */
final class FakeFunctions implements Functions {
  final List<JsonNode> calls = new CopyOnWriteArrayList<>();

  @Override
  public void invokeAsync(Place place, String function, byte[] event) {
    if (!function.equals("gate")) {
      throw AwsError.of("ResourceNotFoundException", "Function not found: " + function);
    }
    try {
      calls.add(new ObjectMapper().readTree(event).get("CodePipeline.job"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  String job(int call) {
    return calls.get(call).get("id").asText();
  }
}
