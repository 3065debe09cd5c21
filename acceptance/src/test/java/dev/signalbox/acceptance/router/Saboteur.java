package dev.signalbox.acceptance.router;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.concurrent.atomic.AtomicReference;

/** Stands between the router and AWS, and does something the moment certain words go by. */
final class Saboteur implements AutoCloseable {
  private final ServerSocket door;
  private final AtomicReference<Plot> plot = new AtomicReference<>(new Plot("", () -> {}));

  private record Plot(String words, Runnable deed) {}

  Saboteur(URI beyond) {
    try {
      door = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Thread.ofVirtual().start(() -> receive(beyond));
  }

  String address() {
    return "http://127.0.0.1:" + door.getLocalPort();
  }

  /** The next request that says this is not delivered: the deed is done instead, once. */
  void insteadOf(String words, Runnable deed) {
    plot.set(new Plot(words, deed));
  }

  private void receive(URI beyond) {
    while (!door.isClosed()) {
      try {
        Socket router = door.accept();
        Socket aws = new Socket(beyond.getHost(), beyond.getPort());
        router.setTcpNoDelay(true);
        aws.setTcpNoDelay(true);
        Thread.ofVirtual().start(() -> pass(router, aws, true));
        Thread.ofVirtual().start(() -> pass(aws, router, false));
      } catch (IOException e) {
        // Closed: the loop ends.
      }
    }
  }

  private void pass(Socket from, Socket to, boolean listening) {
    try (from;
        to) {
      InputStream in = from.getInputStream();
      OutputStream out = to.getOutputStream();
      byte[] some = new byte[64 * 1024];
      for (int n = in.read(some); n >= 0; n = in.read(some)) {
        Plot current = plot.get();
        if (listening
            && !current.words().isEmpty()
            && new String(some, 0, n, ISO_8859_1).contains(current.words())
            && plot.compareAndSet(current, new Plot("", () -> {}))) {
          current.deed().run();
          return;
        }
        out.write(some, 0, n);
        out.flush();
      }
    } catch (IOException e) {
      // One side has hung up; so does the other.
    }
  }

  @Override
  public void close() throws IOException {
    door.close();
  }
}
