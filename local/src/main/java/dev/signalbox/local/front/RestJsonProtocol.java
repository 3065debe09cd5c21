package dev.signalbox.local.front;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import dev.signalbox.local.api.AwsError;
import dev.signalbox.local.api.Shapes;
import dev.signalbox.local.model.Model;
import dev.signalbox.local.model.Model.Addressed;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.protocol.MarshallLocation;
import software.amazon.awssdk.core.protocol.MarshallingType;
import software.amazon.awssdk.core.traits.PayloadTrait;

/** REST with JSON bodies, as Lambda speaks it: the operation is the method and the address. */
record RestJsonProtocol(HttpExchange exchange, Model model, byte[] body) implements Protocol {

  @Override
  public Call call() {
    return new Call(model, addressed().operation());
  }

  private Addressed addressed() {
    return model
        .addressed(exchange.getRequestMethod(), exchange.getRequestURI().getRawPath(), query())
        .orElseThrow(() ->
            new AwsError(
                "UnknownOperationException", 404, "Unable to determine service/operation name"));
  }

  @Override
  public void fill(SdkPojo builder) {
    ObjectNode members = JsonProtocol.JSON.createObjectNode();
    Map<String, String> labels = addressed().labels();
    Map<String, String> query = query();
    boolean payload = false;
    for (SdkField<?> field : builder.sdkFields()) {
      MarshallLocation location = field.location();
      if (field.containsTrait(PayloadTrait.class)) {
        payload = true;
        payload(builder, field);
      } else if (location == MarshallLocation.PATH || location == MarshallLocation.GREEDY_PATH) {
        put(members, field, labels.get(field.locationName()));
      } else if (location == MarshallLocation.QUERY_PARAM) {
        if (field.marshallingType().equals(MarshallingType.LIST)) {
          putAll(members, field);
        } else {
          put(members, field, query.get(field.locationName()));
        }
      } else if (location == MarshallLocation.HEADER) {
        put(members, field, exchange.getRequestHeaders().getFirst(field.locationName()));
      }
    }
    Shapes.fillFromProperties(builder, members);
    if (!payload && body.length > 0) {
      Shapes.fill(builder, JsonProtocol.parse(body));
    }
  }

  private void payload(SdkPojo builder, SdkField<?> field) {
    if (field.marshallingType().equals(MarshallingType.SDK_BYTES)) {
      field.set(builder, SdkBytes.fromByteArrayUnsafe(body));
    }
  }

  private static void put(
      ObjectNode members, SdkField<?> field, @org.jspecify.annotations.Nullable String value) {
    if (value != null) {
      members.put(field.memberName(), value);
    }
  }

  private void putAll(ObjectNode members, SdkField<?> field) {
    List<String> values =
        parameters().stream()
            .filter(it -> it.getKey().equals(field.locationName()))
            .map(Map.Entry::getValue)
            .toList();
    if (!values.isEmpty()) {
      values.forEach(members.putArray(field.memberName())::add);
    }
  }

  private Map<String, String> query() {
    Map<String, String> query = new HashMap<>();
    parameters().forEach(it -> query.put(it.getKey(), it.getValue()));
    return query;
  }

  /** In the order of the request; a list's name comes once for each of its elements. */
  private List<Map.Entry<String, String>> parameters() {
    List<Map.Entry<String, String>> parameters = new ArrayList<>();
    String raw = Optional.ofNullable(exchange.getRequestURI().getRawQuery()).orElse("");
    for (String pair : raw.split("&", -1)) {
      String[] parts = pair.split("=", 2);
      parameters.add(Map.entry(decode(parts[0]), parts.length == 2 ? decode(parts[1]) : ""));
    }
    return parameters;
  }

  private static String decode(String text) {
    return URLDecoder.decode(text, StandardCharsets.UTF_8);
  }

  @Override
  public Reply result(Call call, SdkPojo result, String requestId) {
    ObjectNode json = JsonProtocol.JSON.createObjectNode();
    ObjectNode all = Shapes.json(result);
    byte[] bytes = null;
    int status = 200;
    Map<String, String> headers = new HashMap<>();
    for (SdkField<?> field : result.sdkFields()) {
      Object value = field.getValueOrDefault(result);
      if (!Shapes.isSet(value)) {
        continue;
      }
      if (field.containsTrait(PayloadTrait.class) && value instanceof SdkBytes payload) {
        bytes = payload.asByteArrayUnsafe();
      } else if (field.location() == MarshallLocation.HEADER) {
        headers.put(field.locationName(), value.toString());
      } else if (field.location() == MarshallLocation.STATUS_CODE) {
        status = (Integer) value;
      } else {
        json.set(field.locationName(), all.get(field.locationName()));
      }
    }
    if (bytes == null) {
      bytes = status == 204 ? new byte[0] : json.toString().getBytes(StandardCharsets.UTF_8);
    }
    return new Reply(status, "application/json", bytes, headers);
  }

  @Override
  public Reply error(AwsError error, String requestId) {
    ObjectNode body =
        JsonProtocol.JSON
            .createObjectNode()
            .put("Type", error.status() >= 500 ? "Service" : "User")
            .put("Message", error.getMessage())
            .put("message", error.getMessage());
    error.details().ifPresent(body::setAll);
    return new Reply(
            error.status(), "application/json", body.toString().getBytes(StandardCharsets.UTF_8))
        .with("x-amzn-ErrorType", error.code());
  }
}
