package dev.signalbox.local.lambda;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a function's address answers.
 *
 * @param headers by name; cookies are there as well
 */
record UrlAnswer(int status, Map<String, List<String>> headers, byte[] body) {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String JSON_TYPE = "application/json";

  /** An answer of Lambda's own. */
  static UrlAnswer of(int status, String message) {
    return new UrlAnswer(
        status,
        Map.of("Content-Type", List.of(JSON_TYPE)),
        "{\"Message\":\"%s\"}".formatted(message).getBytes(StandardCharsets.UTF_8));
  }

  /** What the function wrote: an answer in full, or just its body. */
  static UrlAnswer of(Outcome outcome) {
    if (outcome instanceof Outcome.Failed) {
      return broken();
    }
    try {
      JsonNode answer = JSON.readTree(outcome.payload());
      return answer.isObject() && answer.has("statusCode")
          ? whole(answer)
          : new UrlAnswer(
              200, Map.of("Content-Type", List.of(JSON_TYPE)), plain(answer, outcome.payload()));
    } catch (IOException | IllegalArgumentException e) {
      return broken();
    }
  }

  /** A function that fails or answers what cannot be sent. */
  private static UrlAnswer broken() {
    return new UrlAnswer(
        502,
        Map.of("Content-Type", List.of(JSON_TYPE)),
        "Internal Server Error".getBytes(StandardCharsets.UTF_8));
  }

  private static byte[] plain(JsonNode answer, byte[] payload) {
    return answer.isTextual() ? answer.textValue().getBytes(StandardCharsets.UTF_8) : payload;
  }

  private static UrlAnswer whole(JsonNode answer) {
    JsonNode status = answer.path("statusCode");
    int code = status.isTextual() ? Integer.parseInt(status.textValue()) : status.asInt(-1);
    if (code < 100 || code > 599) {
      throw new IllegalArgumentException("not a status");
    }
    Map<String, List<String>> headers = new LinkedHashMap<>();
    answer
        .path("headers")
        .properties()
        .forEach(it -> headers.put(it.getKey(), List.of(it.getValue().asText())));
    if (headers.keySet().stream().noneMatch("content-type"::equalsIgnoreCase)) {
      headers.put("Content-Type", List.of(JSON_TYPE));
    }
    List<String> cookies = new ArrayList<>();
    answer.path("cookies").forEach(cookie -> cookies.add(cookie.asText()));
    if (!cookies.isEmpty()) {
      headers.put("Set-Cookie", cookies);
    }
    JsonNode body = answer.path("body");
    String text = body.isTextual() || body.isMissingNode() ? body.asText("") : body.toString();
    return new UrlAnswer(
        code,
        headers,
        answer.path("isBase64Encoded").asBoolean()
            ? Base64.getDecoder().decode(text)
            : text.getBytes(StandardCharsets.UTF_8));
  }
}
