package dev.signalbox.local.elb.proxy;

import dev.signalbox.local.elb.http.Framing;
import dev.signalbox.local.elb.http.Head;
import dev.signalbox.local.elb.route.Asked;
import java.util.Optional;
import java.util.UUID;

/** The head of a request as a target gets it. */
record Onward(Asked asked, Framing framing) {
  Head head() {
    Head head =
        asked
            .head()
            .passedOn()
            .without("Expect")
            .starting(asked.method() + " " + asked.target() + " HTTP/1.1")
            .with("X-Forwarded-For", forwardedFor())
            .with("X-Forwarded-Proto", "http")
            .with("X-Forwarded-Port", String.valueOf(asked.listener().getPort()))
            .with("X-Amzn-Trace-Id", trace());
    return framing instanceof Framing.Chunked ? head.with("Transfer-Encoding", "chunked") : head;
  }

  private String forwardedFor() {
    String client = asked.client().getAddress().getHostAddress();
    return asked.head().value("X-Forwarded-For").map(it -> it + ", " + client).orElse(client);
  }

  private String trace() {
    String id = "1-%08x-%s".formatted(System.currentTimeMillis() / 1000, random());
    Optional<String> given = asked.head().value("X-Amzn-Trace-Id");
    return given.map(it -> "Self=" + id + ";" + it).orElse("Root=" + id);
  }

  private static String random() {
    return UUID.randomUUID().toString().replace("-", "").substring(0, 24);
  }
}
