package dev.signalbox.benchmarks.gate;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

/** Stands between a gate and AWS, and answers some of its reports in AWS's stead. */
final class Throttle implements AutoCloseable {
  private static final String REPORT = "PutLifecycleEventHookExecutionStatus";
  private static final int BUFFER = 64 * 1024;
  private static final String BODY =
      "{\"__type\":\"ThrottlingException\",\"message\":\"Rate exceeded\"}";
  private static final String REFUSAL =
      "HTTP/1.1 400 Bad Request\r\n"
          + "Content-Type: application/x-amz-json-1.1\r\n"
          + "Connection: close\r\n"
          + "Content-Length: %d\r\n\r\n%s".formatted(BODY.length(), BODY);

  private final ServerSocket door;
  private final AtomicReference<URI> beyond = new AtomicReference<>();
  private final AtomicInteger left = new AtomicInteger();

  Throttle() throws IOException {
    door = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    Thread.ofVirtual().start(this::receive);
  }

  String address() {
    return "http://127.0.0.1:" + door.getLocalPort();
  }

  /** So many reports to AWS, which is there, are refused from now on. */
  void refuse(int reports, URI aws) {
    beyond.set(aws);
    left.set(reports);
  }

  private void receive() {
    while (!door.isClosed()) {
      try {
        Socket gate = door.accept();
        Socket aws = new Socket(beyond.get().getHost(), beyond.get().getPort());
        Thread.ofVirtual().start(() -> pass(gate, aws, true));
        Thread.ofVirtual().start(() -> pass(aws, gate, false));
      } catch (IOException e) {
        // Closed: the loop ends.
      }
    }
  }

  private void pass(Socket from, Socket to, boolean asking) {
    try (from;
        to) {
      InputStream in = from.getInputStream();
      OutputStream out = to.getOutputStream();
      byte[] some = new byte[BUFFER];
      for (int n = in.read(some); n >= 0; n = in.read(some)) {
        if (asking
            && new String(some, 0, n, ISO_8859_1).contains(REPORT)
            && left.getAndUpdate(it -> Math.max(0, it - 1)) > 0) {
          from.getOutputStream().write(REFUSAL.getBytes(ISO_8859_1));
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
