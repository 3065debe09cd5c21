package dev.signalbox.aws.web;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ServerSocketFactory;

/** A server on loopback that says just what it is told to, HTTP or not. */
final class RudeServer implements AutoCloseable {
  /** What it does once it has read a request. */
  interface Manners {
    void answer(String request, OutputStream out) throws IOException, InterruptedException;
  }

  private final ServerSocket server;
  private final List<String> requests = new CopyOnWriteArrayList<>();

  RudeServer(Manners manners) throws IOException {
    this(ServerSocketFactory.getDefault(), manners);
  }

  RudeServer(ServerSocketFactory sockets, Manners manners) throws IOException {
    server = sockets.createServerSocket(0, 50, InetAddress.ofLiteral("127.0.0.1"));
    Thread.ofVirtual()
        .start(() -> {
          while (!server.isClosed()) {
            serve(manners);
          }
        });
  }

  static RudeServer saying(String answer) throws IOException {
    return new RudeServer((_, out) -> out.write(answer.getBytes(StandardCharsets.ISO_8859_1)));
  }

  private void serve(Manners manners) {
    try {
      Socket socket = server.accept();
      Thread.ofVirtual()
          .start(() -> {
            try (socket) {
              String request = head(socket.getInputStream());
              requests.add(request);
              manners.answer(request, socket.getOutputStream());
            } catch (IOException | InterruptedException e) {
              // The other side has gone, as it should.
            }
          });
    } catch (IOException e) {
      // Closed.
    }
  }

  private static String head(InputStream in) throws IOException {
    var head = new StringBuilder();
    while (head.indexOf("\r\n\r\n") < 0) {
      int next = in.read();
      if (next < 0) {
        break;
      }
      head.append((char) next);
    }
    return head.toString();
  }

  List<String> requests() {
    return List.copyOf(requests);
  }

  URI address(String path) {
    return URI.create("http://127.0.0.1:%d%s".formatted(server.getLocalPort(), path));
  }

  int port() {
    return server.getLocalPort();
  }

  @Override
  public void close() throws IOException {
    server.close();
  }
}
