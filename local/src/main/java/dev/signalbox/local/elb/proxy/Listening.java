package dev.signalbox.local.elb.proxy;

import dev.signalbox.local.elb.http.Encrypting;
import dev.signalbox.local.elb.http.Wire;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;

/** A listener's port: every connection to it is served on a thread of its own. */
public final class Listening implements AutoCloseable {
  private static final int BACKLOG = 1024;

  private final ServerSocketChannel server;
  private final Way way;
  private final Set<Wire> clients = ConcurrentHashMap.newKeySet();
  private volatile boolean closing;

  private Listening(ServerSocketChannel server, Way way) {
    this.server = server;
    this.way = way;
  }

  /**
   * @throws IOException when nothing can listen there
   */
  public static Listening at(InetSocketAddress address, Way way) throws IOException {
    ServerSocketChannel server = ServerSocketChannel.open();
    try {
      server.setOption(StandardSocketOptions.SO_REUSEADDR, true);
      server.bind(address, BACKLOG);
    } catch (IOException e) {
      server.close();
      throw e;
    }
    Listening listening = new Listening(server, way);
    Thread.ofVirtual().name("listener " + address).start(listening::accept);
    return listening;
  }

  private void accept() {
    while (!closing) {
      try {
        SocketChannel client = server.accept();
        Thread.ofVirtual().start(() -> serve(client));
      } catch (ClosedChannelException e) {
        return;
      } catch (IOException e) {
        // This connection was gone before it was taken, or there are too many; others will come.
        LockSupport.parkNanos(1_000_000);
      }
    }
  }

  private void serve(SocketChannel channel) {
    try (Wire client = wire(channel)) {
      clients.add(client);
      try {
        new Visit(client, way, () -> closing).serve();
      } finally {
        clients.remove(client);
      }
    } catch (IOException e) {
      // The client has gone.
    }
  }

  private Wire wire(SocketChannel channel) throws IOException {
    Optional<Encrypting> encrypting = way.encrypting().get();
    return encrypting.isPresent() ? new Wire(channel, encrypting.get()) : new Wire(channel);
  }

  /** Ends every connection. */
  @Override
  public void close() {
    closing = true;
    try {
      server.close();
    } catch (IOException e) {
      // It is gone either way.
    }
    clients.forEach(Wire::cut);
  }
}
