package dev.signalbox.aws.hook;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.signalbox.core.hook.Reply;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;

/** Writes a reply as a function URL takes it. */
public final class HookReply {
  private HookReply() {}

  public static byte[] of(Reply reply) {
    var bytes = new ByteArrayOutputStream();
    try (JsonGenerator json = new JsonFactory().createGenerator(bytes)) {
      json.writeStartObject();
      json.writeNumberField("statusCode", reply.status());
      json.writeObjectFieldStart("headers");
      json.writeStringField("content-type", "text/plain; charset=utf-8");
      json.writeStringField("cache-control", "no-store");
      json.writeEndObject();
      json.writeStringField("body", reply.text() + "\n");
      json.writeBooleanField("isBase64Encoded", false);
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException("Memory does not fail", e);
    }
    return bytes.toByteArray();
  }
}
