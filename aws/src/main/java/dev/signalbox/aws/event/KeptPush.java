package dev.signalbox.aws.event;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.signalbox.core.release.Event;
import dev.signalbox.core.release.Push;
import dev.signalbox.core.release.Relay;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/** A push as the ledger keeps it: the event that Signalbox would tell it by. */
public record KeptPush(Push push, Relay relay) {
  /** What was not relayed came from its own repository. */
  private static final String FIRST_HAND = "codecommit";

  public static String write(Push push, Optional<Relay> relay) {
    Relay way = relay.orElseGet(() -> new Relay(push.account(), FIRST_HAND, 0));
    var text = new StringWriter();
    try (JsonGenerator json = new JsonFactory().createGenerator(text)) {
      json.writeStartObject();
      json.writeStringField("source", PushMessage.SOURCE);
      json.writeStringField("detail-type", PushMessage.DETAIL_TYPE);
      json.writeStringField("account", way.sender().value());
      json.writeFieldName("detail");
      json.writeRawValue(new PushMessage(push, way.via(), way.hops()).detail());
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException("Memory does not fail", e);
    }
    return text.toString();
  }

  /**
   * What was kept.
   *
   * @throws IllegalStateException where that is not what we write
   */
  public static KeptPush read(String text) {
    Event event =
        new EventReader(InstantSource.fixed(Instant.EPOCH))
            .read(text.getBytes(StandardCharsets.UTF_8));
    if (event instanceof Event.Relayed(Push push, Relay relay)) {
      return new KeptPush(push, relay);
    }
    throw new IllegalStateException("What was kept of a push is none: " + event);
  }
}
