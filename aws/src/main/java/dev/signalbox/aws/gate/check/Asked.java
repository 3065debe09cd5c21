package dev.signalbox.aws.gate.check;

import dev.signalbox.aws.web.Request;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** A request as a load balancer's conditions see it. */
record Asked(String method, String host, String path, Map<String, String> headers) {
  static Asked of(Request request) {
    return new Asked(
        request.method(),
        request.name().orElseGet(() -> request.address().getHost()).toLowerCase(Locale.ROOT),
        Optional.ofNullable(request.address().getRawPath()).filter(p -> !p.isEmpty()).orElse("/"),
        request.headers().entrySet().stream()
            .collect(
                Collectors.toMap(
                    header -> header.getKey().toLowerCase(Locale.ROOT), Map.Entry::getValue)));
  }

  Optional<String> header(String name) {
    return Optional.ofNullable(headers.get(name.toLowerCase(Locale.ROOT)));
  }
}
