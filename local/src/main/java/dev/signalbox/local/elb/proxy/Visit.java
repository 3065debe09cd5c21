package dev.signalbox.local.elb.proxy;

import dev.signalbox.local.elb.http.Framing;
import dev.signalbox.local.elb.http.Head;
import dev.signalbox.local.elb.http.Malformed;
import dev.signalbox.local.elb.http.Wire;
import dev.signalbox.local.elb.pool.Member;
import dev.signalbox.local.elb.pool.Pool;
import dev.signalbox.local.elb.route.Asked;
import dev.signalbox.local.elb.route.Decision;
import dev.signalbox.local.elb.route.Routing;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/** A client's connection: its requests, one after the other. */
final class Visit {
  private final Wire client;
  private final Way way;
  private final BooleanSupplier closing;
  private final InetSocketAddress from;
  private final InetSocketAddress to;

  Visit(Wire client, Way way, BooleanSupplier closing) {
    this.client = client;
    this.way = way;
    this.closing = closing;
    this.from = (InetSocketAddress) client.socket().getRemoteSocketAddress();
    this.to = (InetSocketAddress) client.socket().getLocalSocketAddress();
  }

  void serve() {
    try (client) {
      requests();
    } catch (IOException e) {
      // The client has gone, or has said nothing for too long.
    }
  }

  private void requests() throws IOException {
    try {
      boolean another = true;
      while (another) {
        client.timeout(timeout());
        Optional<Head> head = client.read();
        another = head.isPresent() && next(head.get());
      }
    } catch (Malformed e) {
      refuse(e.status());
    }
  }

  private int timeout() {
    return (int) way.idleTimeout().get().toMillis();
  }

  private void refuse(int status) throws IOException {
    Page page = Page.failure(status);
    client.write(page.head(true));
    client.write(page.bytes());
    client.flush();
  }

  /** Whether there may be another request. */
  private boolean next(Head head) throws IOException {
    Asked asked = asked(head);
    Framing framing = Framing.ofRequest(asked.head());
    Noted noted = new Noted(asked, way.each());
    boolean lasting =
        head.word(2).equals("HTTP/1.1")
            && !head.lists("Connection", "close")
            && !closing.getAsBoolean();
    Routing.Chosen chosen = way.routing().get().decide(asked);
    noted.rule(chosen.priority());
    return switch (chosen.decision()) {
      case Decision.Answered(int status, String type, String body) ->
          answer(new Page(status, type, body, java.util.Map.of()), lasting, asked, framing, noted);
      case Decision.Redirected(int status, String location) ->
          answer(Page.redirect(status, location), lasting, asked, framing, noted);
      case Decision.Forwarded(Optional<String> group) ->
          forward(group, lasting, asked, framing, noted);
    };
  }

  private Asked asked(Head head) throws Malformed {
    if (!head.start().matches("[A-Z]{1,32} [^ ]+ HTTP/1\\.[01]")) {
      throw Malformed.request("Not a request");
    }
    List<String> hosts = head.values("Host");
    if (hosts.size() > 1 || (hosts.isEmpty() && head.word(2).equals("HTTP/1.1"))) {
      throw Malformed.request("Not a request");
    }
    String target = head.word(1).replaceFirst("^[hH][tT][tT][pP]://[^/?]*", "");
    String path = target.startsWith("/") || target.equals("*") ? target : "/" + target;
    return new Asked(
        new Trace(head.starting(head.word(0) + " " + path + " " + head.word(2))).traced(),
        from,
        to,
        client.encryption());
  }

  private boolean answer(Page page, boolean lasting, Asked asked, Framing framing, Noted noted)
      throws IOException {
    boolean again = lasting && framing.equals(Framing.NONE);
    client.write(page.head(!again));
    if (!asked.method().equals("HEAD")) {
      client.write(page.bytes());
    }
    noted.answeredHere(page.status(), page.bytes().length);
    client.flush();
    return again;
  }

  private boolean forward(
      Optional<String> group, boolean lasting, Asked asked, Framing framing, Noted noted)
      throws IOException {
    group.ifPresent(noted::group);
    Optional<Pool> pool = group.map(way.pools());
    Optional<Member> member = pool.flatMap(Pool::next);
    if (pool.isEmpty() || member.isEmpty()) {
      return answer(Page.failure(503), lasting, asked, framing, noted);
    }
    noted.target(member.get().target());
    try (Passing passing =
        new Passing(client, new Onward(asked, framing), member.get().connections(), timeout())) {
      return forward(passing, lasting, asked, framing, noted);
    } finally {
      pool.get().over(member.get());
    }
  }

  private boolean forward(
      Passing passing, boolean lasting, Asked asked, Framing framing, Noted noted)
      throws IOException {
    if (asked.head().lists("Expect", "100-continue")) {
      client.write(new Head("HTTP/1.1 100 Continue", List.of()));
      client.flush();
    }
    Passing.Begun begun;
    try {
      begun = passing.begin();
    } catch (Passing.Failed e) {
      return answer(Page.failure(e.status()), lasting, asked, framing, noted);
    }
    noted.answered(begun.head().status());
    return passBack(passing, begun, lasting, asked, noted);
  }

  private boolean passBack(
      Passing passing, Passing.Begun begun, boolean lasting, Asked asked, Noted noted)
      throws IOException {
    boolean modern = asked.head().word(2).equals("HTTP/1.1");
    boolean sized = begun.framing() instanceof Framing.Sized;
    Framing framing =
        sized ? begun.framing() : modern ? new Framing.Chunked() : new Framing.UntilTheEnd();
    boolean again = lasting && passing.uploaded();
    Head head =
        begun
            .head()
            .passedOn()
            .starting("HTTP/1.1" + begun.head().start().substring("HTTP/1.1".length()))
            .with("Connection", again ? "keep-alive" : "close");
    long sent = 0;
    try {
      client.write(
          framing instanceof Framing.Chunked ? head.with("Transfer-Encoding", "chunked") : head);
      sent = begun.wire().copy(begun.framing(), client, framing);
    } finally {
      noted.sent(passing.received(), sent);
    }
    passing.keep(begun);
    return again;
  }
}
