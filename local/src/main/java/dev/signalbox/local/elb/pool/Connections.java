package dev.signalbox.local.elb.pool;

import dev.signalbox.local.api.LoadBalancers.Target;
import dev.signalbox.local.elb.http.Wire;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.channels.SocketChannel;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/** Connections to a target: kept for a moment between requests. */
public final class Connections {
  /** AWS's limit. */
  private static final int CONNECT_MILLIS = 10_000;

  /** Shorter than servers wait before they end an idle connection. */
  private static final long IDLE_NANOS = 1_000_000_000;

  private static final int MOST_IDLE = 64;

  private record Idle(Wire wire, long since) {}

  private final Target target;
  private final Deque<Idle> idle = new ArrayDeque<>();
  private boolean closed;

  Connections(Target target) {
    this.target = target;
  }

  /** One that was used before and still stands. */
  public Optional<Wire> used() {
    while (true) {
      Idle last;
      synchronized (this) {
        last = idle.pollLast();
      }
      if (last == null) {
        return Optional.empty();
      }
      if (System.nanoTime() - last.since() < IDLE_NANOS && last.wire().idle()) {
        return Optional.of(last.wire());
      }
      last.wire().close();
    }
  }

  /**
   * @throws java.net.SocketTimeoutException when it does not answer
   * @throws IOException when it refuses
   */
  public Wire opened() throws IOException {
    return opened(target, CONNECT_MILLIS);
  }

  static Wire opened(Target target, int millis) throws IOException {
    SocketChannel channel = SocketChannel.open();
    try {
      channel.socket().connect(new InetSocketAddress(target.host(), target.port()), millis);
      return new Wire(channel);
    } catch (IOException e) {
      channel.close();
      throw e;
    }
  }

  public void keep(Wire wire) {
    synchronized (this) {
      if (!closed && idle.size() < MOST_IDLE) {
        idle.addLast(new Idle(wire, System.nanoTime()));
        return;
      }
    }
    wire.close();
  }

  synchronized void close() {
    closed = true;
    idle.forEach(it -> it.wire().close());
    idle.clear();
  }
}
