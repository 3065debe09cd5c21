package dev.signalbox.local.s3;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What goes back.
 *
 * @param file what the body is read from, when it is not the bytes
 */
record Answer(int status, Map<String, String> headers, byte[] bytes, Optional<Slice> file) {

  /** A stretch of an open file. */
  record Slice(FileChannel channel, long offset, long length) {}

  static Answer empty(int status) {
    return new Answer(status, Map.of(), new byte[0], Optional.empty());
  }

  static Answer xml(int status, Xml document) {
    return new Answer(
        status, Map.of("Content-Type", "application/xml"), document.bytes(), Optional.empty());
  }

  static Answer of(String contentType, byte[] bytes) {
    return new Answer(200, Map.of("Content-Type", contentType), bytes, Optional.empty());
  }

  static Answer ok(Xml document) {
    return xml(200, document);
  }

  Answer with(String name, String value) {
    return with(Map.of(name, value));
  }

  Answer with(Map<String, String> more) {
    Map<String, String> all = new LinkedHashMap<>(headers);
    all.putAll(more);
    return new Answer(status, all, bytes, file);
  }

  Answer with(Slice slice) {
    return new Answer(status, headers, bytes, Optional.of(slice));
  }

  void send(HttpExchange exchange) throws IOException {
    headers.forEach((name, value) -> exchange.getResponseHeaders().set(name, value));
    try {
      long length = file.map(Slice::length).orElse((long) bytes.length);
      boolean bodiless = length == 0 || status == 304 || exchange.getRequestMethod().equals("HEAD");
      exchange.sendResponseHeaders(status, bodiless ? -1 : length);
      if (!bodiless) {
        write(exchange.getResponseBody());
      }
    } finally {
      if (file.isPresent()) {
        file.get().channel().close();
      }
    }
  }

  private void write(OutputStream out) throws IOException {
    if (file.isEmpty()) {
      out.write(bytes);
      return;
    }
    Slice slice = file.get();
    InputStream in = Channels.newInputStream(slice.channel().position(slice.offset()));
    byte[] buffer = new byte[64 * 1024];
    for (long left = slice.length(); left > 0; ) {
      int read = in.read(buffer, 0, (int) Math.min(buffer.length, left));
      if (read < 0) {
        throw new IOException("A stored object is shorter than it was");
      }
      out.write(buffer, 0, read);
      left -= read;
    }
  }
}
