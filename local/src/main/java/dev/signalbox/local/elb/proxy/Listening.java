package dev.signalbox.local.elb.proxy;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;

/** A listener's port: every connection to it is served on a thread of its own. */
public final class Listening implements AutoCloseable {
  private static final int BACKLOG = 1024;

  private final ServerSocketChannel server;
  private final Reception reception;
  private final Set<SocketChannel> clients = ConcurrentHashMap.newKeySet();
  private volatile boolean closing;

  private Listening(ServerSocketChannel server, Reception reception) {
    this.server = server;
    this.reception = reception;
  }

  /**
   * @throws IOException when nothing can listen there
   */
  public static Listening at(InetSocketAddress address, Reception reception) throws IOException {
    ServerSocketChannel server = ServerSocketChannel.open();
    try {
      server.setOption(StandardSocketOptions.SO_REUSEADDR, true);
      server.bind(address, BACKLOG);
    } catch (IOException e) {
      server.close();
      throw e;
    }
    Listening listening = new Listening(server, reception);
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

  private void serve(SocketChannel client) {
    clients.add(client);
    try (client) {
      reception.receive(client, () -> closing);
    } catch (IOException e) {
      // The client has gone.
    } finally {
      clients.remove(client);
    }
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
    clients.forEach(Listening::cut);
  }

  private static void cut(SocketChannel client) {
    try {
      client.close();
    } catch (IOException e) {
      // It is gone either way.
    }
  }
}
