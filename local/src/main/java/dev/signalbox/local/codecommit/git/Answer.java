package dev.signalbox.local.codecommit.git;

import com.sun.net.httpserver.HttpExchange;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import org.jspecify.annotations.Nullable;

/**
 * The body of a successful answer. Its head goes out with the first byte or at the end, so that a
 * client still sending does not hear the answer begin.
 */
final class Answer extends OutputStream {
  private static final int BUFFER = 64 * 1024;

  private final HttpExchange exchange;
  private @Nullable OutputStream out;

  Answer(HttpExchange exchange, String contentType) {
    this.exchange = exchange;
    exchange.getResponseHeaders().set("Content-Type", contentType);
    exchange.getResponseHeaders().set("Cache-Control", "no-cache, max-age=0, must-revalidate");
  }

  private OutputStream started() throws IOException {
    OutputStream started = out;
    if (started == null) {
      exchange.sendResponseHeaders(200, 0);
      started = new BufferedOutputStream(exchange.getResponseBody(), BUFFER);
      out = started;
    }
    return started;
  }

  @Override
  public void write(int b) throws IOException {
    started().write(b);
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    started().write(bytes, offset, length);
  }

  @Override
  public void flush() throws IOException {
    if (out != null) {
      out.flush();
    }
  }

  @Override
  public void close() throws IOException {
    started().close();
  }
}
