package dev.signalbox.local.events;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.signalbox.local.api.Place;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

/**
 * An event as it came in.
 *
 * @param origin where it was put first, which it carries along to other accounts' buses
 * @param time milliseconds since 1970; events carry whole seconds
 * @param detail JSON text, so that numbers keep their digits in the store
 * @param ingested when EventBridge received it, in milliseconds since 1970
 * @param forwarded whether it came from another bus, and so may not go on to a third one
 */
record Arrival(
    String id,
    Place origin,
    String source,
    String detailType,
    long time,
    List<String> resources,
    String detail,
    long ingested,
    boolean forwarded) {

  /** The event as rules and targets see it. */
  ObjectNode envelope() {
    var envelope =
        withoutDetail(JsonNodeFactory.instance.objectNode().put("version", "0").put("id", id));
    return envelope.set("detail", ExactJson.object(detail).orElseThrow());
  }

  private ObjectNode withoutDetail(ObjectNode envelope) {
    envelope
        .put("detail-type", detailType)
        .put("source", source)
        .put("account", origin.account())
        .put("time", timestamp())
        .put("region", origin.region());
    resources.forEach(envelope.putArray("resources")::add);
    return envelope;
  }

  String timestamp() {
    return Instant.ofEpochMilli(time).truncatedTo(ChronoUnit.SECONDS).toString();
  }

  Arrival onward() {
    return new Arrival(id, origin, source, detailType, time, resources, detail, ingested, true);
  }
}
