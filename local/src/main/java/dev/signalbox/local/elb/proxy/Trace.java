package dev.signalbox.local.elb.proxy;

import dev.signalbox.local.elb.http.Head;
import java.util.Optional;
import java.util.UUID;

/** The id a load balancer gives each request, beside one that it came with. */
record Trace(Head head) {
  private static final String NAME = "X-Amzn-Trace-Id";

  Head traced() {
    String id = "1-%08x-%s".formatted(System.currentTimeMillis() / 1000, random());
    Optional<String> given = head.value(NAME);
    return head.with(NAME, given.map(it -> "Self=" + id + ";" + it).orElse("Root=" + id));
  }

  private static String random() {
    return UUID.randomUUID().toString().replace("-", "").substring(0, 24);
  }
}
