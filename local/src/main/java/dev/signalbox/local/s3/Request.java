package dev.signalbox.local.s3;

import com.sun.net.httpserver.HttpExchange;
import dev.signalbox.local.api.Caller;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;

/**
 * A request whose signature has been verified.
 *
 * @param caller empty for one without a signature
 */
record Request(String id, HttpExchange exchange, Address address, Optional<Caller> caller) {

  String method() {
    return exchange.getRequestMethod();
  }

  String key() {
    return address.key();
  }

  Optional<String> header(String name) {
    return Optional.ofNullable(exchange.getRequestHeaders().getFirst(name)).map(String::strip);
  }

  boolean has(String parameter) {
    return address.query().containsKey(parameter);
  }

  /** Empty also for a parameter with nothing behind it. */
  Optional<String> parameter(String name) {
    return Optional.ofNullable(address.query().get(name)).filter(it -> !it.isEmpty());
  }

  /** The headers that begin so: their names without that, in lower case, several values joined. */
  Map<String, String> headersBehind(String prefix) {
    var found = new TreeMap<String, String>();
    exchange
        .getRequestHeaders()
        .forEach((name, values) -> {
          var lower = name.toLowerCase(Locale.ROOT);
          if (lower.startsWith(prefix)) {
            found.put(lower.substring(prefix.length()), String.join(",", values));
          }
        });
    return found;
  }

  /** What the header lists, split at the commas. */
  List<String> listed(String name) {
    var all = new ArrayList<String>();
    for (var value : exchange.getRequestHeaders().getOrDefault(name, List.of())) {
      for (var part : value.split(",", -1)) {
        all.add(part.strip());
      }
    }
    return all;
  }

  /**
   * @throws dev.signalbox.local.api.AwsError InvalidArgument for anything but a number that is not
   *     below the least; one above the most counts as the most
   */
  OptionalInt number(String name, int least, int most) {
    var text = parameter(name);
    if (text.isEmpty()) {
      return OptionalInt.empty();
    }
    if (!text.get().matches("-?\\d{1,9}")) {
      throw S3Error.invalidArgument(
          "Provided " + name + " not an integer or within integer range", name, text.get());
    }
    int number = Integer.parseInt(text.get());
    if (number < least) {
      throw S3Error.invalidArgument(
          "Argument " + name + " must be an integer between " + least + " and " + most,
          name,
          text.get());
    }
    return OptionalInt.of(Math.min(number, most));
  }
}
