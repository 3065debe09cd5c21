package dev.signalbox.local.front;

import dev.signalbox.local.api.AwsError;
import dev.signalbox.local.model.Model;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import software.amazon.awssdk.core.SdkPojo;

/** The query protocol of STS and IAM: a form or a query in, XML out. */
record QueryProtocol(Optional<Model> model, Map<String, String> form) implements Protocol {

  static QueryProtocol of(Optional<Model> model, String encoded) {
    Map<String, String> form = new TreeMap<>();
    for (String pair : encoded.split("&", -1)) {
      String[] parts = pair.split("=", 2);
      form.put(decode(parts[0]), parts.length == 2 ? decode(parts[1]) : "");
    }
    return new QueryProtocol(model, form);
  }

  private static String decode(String text) {
    try {
      return URLDecoder.decode(text, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      throw AwsError.of("MalformedQueryString", "The form has an incomplete percent-encoding");
    }
  }

  @Override
  public Call call() {
    String action = form.getOrDefault("Action", "");
    String version = form.getOrDefault("Version", "NO_VERSION_SPECIFIED");
    Model known =
        model.orElseThrow(
            () -> AwsError.of("InvalidAction", "The request is signed for a service unknown here"));
    return new Call(
        known,
        known
            .operation(action)
            .filter(_ -> version.equals(known.apiVersion()))
            .orElseThrow(() ->
                AwsError.of(
                    "InvalidAction",
                    "Could not find operation " + action + " for version " + version)));
  }

  @Override
  public void fill(SdkPojo builder) {
    new FormReader(form).fill(builder, "");
  }

  @Override
  public Reply result(Call call, SdkPojo result, String requestId) {
    String operation = call.operation().name();
    XmlWriter xml = new XmlWriter();
    xml.open(operation + "Response", call.model().xmlNamespace());
    if (call.operation().output().isPresent()) {
      xml.open(call.operation().resultWrapper().orElse(operation + "Result"), "");
      xml.members(result);
      xml.close();
    }
    xml.open("ResponseMetadata", "").element("RequestId", requestId).close().close();
    return new Reply(200, "text/xml", xml.bytes());
  }

  @Override
  public Reply error(AwsError error, String requestId) {
    XmlWriter xml = new XmlWriter();
    xml.open("ErrorResponse", model.map(Model::xmlNamespace).orElse("")).open("Error", "");
    xml.element("Type", error.status() >= 500 ? "Receiver" : "Sender");
    String code = error.code().equals("ValidationException") ? "ValidationError" : error.code();
    xml.element("Code", code).element("Message", String.valueOf(error.getMessage())).close();
    xml.element("RequestId", requestId).close();
    return new Reply(error.status(), "text/xml", xml.bytes());
  }
}
