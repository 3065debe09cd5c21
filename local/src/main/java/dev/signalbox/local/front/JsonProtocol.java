package dev.signalbox.local.front;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.signalbox.local.api.AwsError;
import dev.signalbox.local.api.Shapes;
import dev.signalbox.local.model.Model;
import dev.signalbox.local.model.Models;
import dev.signalbox.local.model.Shape;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.core.SdkPojo;

/** AWS JSON 1.0 and 1.1: one address, the operation in {@code X-Amz-Target}. */
record JsonProtocol(Models models, String target, String contentType, byte[] body)
    implements Protocol {
  static final JsonMapper JSON =
      JsonMapper.builder(
              com.fasterxml.jackson.core.JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder().maxNestingDepth(200).build())
                  .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                  .build())
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .build();

  /** What the signature's refusals, named for the query protocol, are called here. */
  private static final Map<String, String> NAMES =
      Map.of(
          "MissingAuthenticationToken", "MissingAuthenticationTokenException",
          "IncompleteSignature", "IncompleteSignatureException",
          "SignatureDoesNotMatch", "InvalidSignatureException",
          "InvalidClientTokenId", "UnrecognizedClientException",
          "ExpiredToken", "ExpiredTokenException");

  @Override
  public Call call() {
    if (!contentType.startsWith("application/x-amz-json-1.")) {
      throw unknown();
    }
    Model model = model().orElseThrow(JsonProtocol::unknown);
    String operation = target.substring(target.lastIndexOf('.') + 1);
    return new Call(model, model.operation(operation).orElseThrow(JsonProtocol::unknown));
  }

  private static AwsError unknown() {
    return AwsError.of("UnknownOperationException", "");
  }

  @Override
  public void fill(SdkPojo builder) {
    Shapes.fill(builder, json());
  }

  /** The request as it came. */
  JsonNode json() {
    return parse(body);
  }

  static JsonNode parse(byte[] body) {
    try {
      JsonNode json = body.length == 0 ? JSON.createObjectNode() : JSON.readTree(body);
      if (!json.isObject()) {
        throw AwsError.of(
            "SerializationException", "Start of structure or map found where not expected.");
      }
      return json;
    } catch (JsonProcessingException e) {
      var place = e.getLocation();
      String where =
          place == null ? "" : " at line " + place.getLineNr() + ", column " + place.getColumnNr();
      throw AwsError.of("SerializationException", "The request is not well-formed JSON" + where);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  @Override
  public Reply result(Call call, SdkPojo result, String requestId) {
    byte[] json =
        call.operation().output().isEmpty() && Shapes.json(result).isEmpty()
            ? new byte[0]
            : Shapes.json(result).toString().getBytes(StandardCharsets.UTF_8);
    return new Reply(200, "application/x-amz-json-" + call.model().jsonVersion(), json);
  }

  @Override
  public Reply error(AwsError error, String requestId) {
    String code = NAMES.getOrDefault(error.code(), error.code());
    int status = NAMES.containsKey(error.code()) ? 400 : error.status();
    ObjectNode body = JSON.createObjectNode().put("__type", code);
    if (error.getMessage() != null && !error.getMessage().isEmpty()) {
      body.put(messageMember(error.code()), error.getMessage());
    }
    error.details().ifPresent(body::setAll);
    String type = contentType.startsWith("application/x-amz-json-1.0") ? "1.0" : "1.1";
    Reply reply =
        new Reply(
                status,
                "application/x-amz-json-" + type,
                body.toString().getBytes(StandardCharsets.UTF_8))
            .with("x-amzn-ErrorType", code);
    return queryCompatible()
        ? reply.with(
            "x-amzn-query-error",
            (code.equals(error.code()) ? error.queryCode() : code)
                + ";"
                + (status >= 500 ? "Receiver" : "Sender"))
        : reply;
  }

  /** Services differ in how they write it; clients find it either way. */
  private String messageMember(String code) {
    return model()
        .filter(model -> model.error(code).isPresent())
        .map(model -> (Shape.Structure) model.shape(code))
        .stream()
        .flatMap(shape -> shape.members().keySet().stream())
        .filter("message"::equalsIgnoreCase)
        .findFirst()
        .orElse("message");
  }

  private boolean queryCompatible() {
    return model().filter(Model::queryCompatible).isPresent();
  }

  private Optional<Model> model() {
    int dot = target.lastIndexOf('.');
    return dot > 0 ? models.targeted(target.substring(0, dot)) : Optional.empty();
  }
}
