package dev.signalbox.aws.event;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.signalbox.core.release.CommitId;
import dev.signalbox.core.release.Push;
import dev.signalbox.core.release.Relay;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.Optional;

/**
 * A push as Signalbox tells it on an event bus: to itself, from a webhook, and to the Signalbox of
 * another account.
 *
 * @param via who told first, for instance {@code codecommit} or {@code webhook}
 * @param hops how often the push has been forwarded, this time included
 */
public record PushMessage(Push push, String via, int hops) {
  public static final String SOURCE = "signalbox";

  public static final String DETAIL_TYPE = "Signalbox Push";

  /** Who does not know this format must not guess what a message in it means. */
  static final int FORMAT = 1;

  /** What was told here, on its way into another account. */
  public static PushMessage forwarding(Push push, Optional<Relay> relay) {
    return new PushMessage(
        push, relay.map(Relay::via).orElse("codecommit"), relay.map(Relay::hops).orElse(0) + 1);
  }

  /** What a webhook told, for the Signalbox of this account. */
  public static PushMessage of(Push push) {
    return new PushMessage(push, "webhook", 0);
  }

  /** The detail of the event; the same push is always the same text. */
  public String detail() {
    // A writer takes any name there is; the byte generator stumbles over half a surrogate pair.
    var text = new StringWriter();
    try (JsonGenerator json = new JsonFactory().createGenerator(text)) {
      write(json);
    } catch (IOException e) {
      throw new UncheckedIOException("Memory does not fail", e);
    }
    return text.toString();
  }

  private void write(JsonGenerator json) throws IOException {
    json.writeStartObject();
    json.writeNumberField("format", FORMAT);
    json.writeStringField("event", push.delivery());
    json.writeStringField("via", via);
    json.writeNumberField("hops", hops);
    json.writeObjectFieldStart("repository");
    json.writeStringField("provider", push.repository().provider().word());
    json.writeStringField("account", push.repository().account().value());
    json.writeStringField("region", push.repository().region().value());
    json.writeStringField("name", push.repository().name());
    json.writeEndObject();
    json.writeStringField("ref", push.ref().fullName());
    json.writeStringField("change", change(push).word());
    commit(json, "before", push.before());
    commit(json, "after", push.after());
    json.writeStringField("time", push.at().toString());
    json.writeEndObject();
  }

  private static void commit(JsonGenerator json, String key, Optional<CommitId> commit)
      throws IOException {
    if (commit.isPresent()) {
      json.writeStringField(key, commit.get().value());
    }
  }

  static Change change(Push push) {
    if (push.deletes()) {
      return Change.DELETED;
    }
    return push.creates() ? Change.CREATED : Change.UPDATED;
  }

  /** What became of the ref. */
  enum Change {
    CREATED("created"),
    UPDATED("updated"),
    DELETED("deleted");

    private final String word;

    Change(String word) {
      this.word = word;
    }

    String word() {
      return word;
    }
  }
}
