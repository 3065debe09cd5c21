package dev.signalbox.local.elb;

import dev.signalbox.local.elb.http.Encryption;
import dev.signalbox.local.elb.proxy.Served;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Listener;

/**
 * A request as a line of an access log.
 *
 * @param at when it was over
 */
record AccessLine(Listener listener, Served served, Instant at) {
  String text() {
    String target = served.target().map(it -> it.host() + ":" + it.port()).orElse("-");
    Optional<Served.Answer> answer = served.answer();
    Optional<Encryption> encryption = served.asked().encryption();
    String status = answer.map(it -> String.valueOf(it.status())).orElse("-");
    return String.join(
        " ",
        served.asked().protocol(),
        at.toString(),
        Estate.dimension(listener.loadBalancerArn()),
        address(served.asked().client()),
        target,
        answer.isPresent() ? "0.000" : "-1",
        answer.map(it -> seconds(it.time())).orElse("-1"),
        answer.map(it -> seconds(served.took().minus(it.time()))).orElse("-1"),
        String.valueOf(served.status()),
        status,
        String.valueOf(served.received()),
        String.valueOf(served.sent()),
        quoted(request()),
        quoted(header("User-Agent")),
        encryption.map(it -> it.cipher() + " " + it.protocol()).orElse("- -"),
        served.group().orElse("-"),
        quoted(header("X-Amzn-Trace-Id")),
        quoted(encryption.flatMap(Encryption::name).orElse("-")),
        quoted(encryption.map(_ -> certificate()).orElse("-")),
        String.valueOf(served.rule()),
        at.minus(served.took()).toString(),
        quoted(served.group().isPresent() ? "forward" : "fixed-response"),
        "\"-\" \"-\"",
        quoted(target),
        quoted(status),
        "\"-\" \"-\"");
  }

  private String request() {
    return "%s %s://%s%s %s"
        .formatted(
            served.asked().method(),
            served.asked().protocol(),
            header("Host"),
            served.asked().target(),
            served.asked().head().word(2));
  }

  private String certificate() {
    return listener.certificates().getFirst().certificateArn();
  }

  private String header(String name) {
    return served.asked().head().value(name).orElse("-");
  }

  private static String address(InetSocketAddress address) {
    return address.getAddress().getHostAddress() + ":" + address.getPort();
  }

  private static String seconds(Duration duration) {
    return String.format(Locale.ROOT, "%.3f", duration.toNanos() / 1e9);
  }

  /** What would end the quotation or the line is written as its code. */
  private static String quoted(String text) {
    StringBuilder safe = new StringBuilder("\"");
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c < ' ' || c > '~' || c == '"' || c == '\\') {
        safe.append(String.format(Locale.ROOT, "\\x%02X", c & 0xff));
      } else {
        safe.append(c);
      }
    }
    return safe.append('"').toString();
  }
}
