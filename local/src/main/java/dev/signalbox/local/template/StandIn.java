package dev.signalbox.local.template;

import dev.signalbox.local.api.Place;
import dev.signalbox.local.api.Resources.Made;
import java.util.Locale;
import java.util.Map;

/** What refers to a resource that is not made gets an identity of the usual form. */
final class StandIn {
  private StandIn() {}

  static Made of(Place place, String type, String name) {
    var parts = type.split("::", -1);
    var service = parts.length > 1 ? parts[1].toLowerCase(Locale.ROOT) : "custom";
    var kind = parts[parts.length - 1].toLowerCase(Locale.ROOT);
    var arn = place.arn(service, kind + "/" + name);
    return new Made(name, Map.of("Arn", arn, "Id", name, "Name", name));
  }
}
