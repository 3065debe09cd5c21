package dev.signalbox.local.elb.proxy;

import dev.signalbox.local.elb.http.Framing;
import dev.signalbox.local.elb.http.Head;
import dev.signalbox.local.elb.route.Asked;

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
            .with("X-Forwarded-Proto", asked.protocol())
            .with("X-Forwarded-Port", String.valueOf(asked.listener().getPort()));
    return framing instanceof Framing.Chunked ? head.with("Transfer-Encoding", "chunked") : head;
  }

  private String forwardedFor() {
    String client = asked.client().getAddress().getHostAddress();
    return asked.head().value("X-Forwarded-For").map(it -> it + ", " + client).orElse(client);
  }
}
