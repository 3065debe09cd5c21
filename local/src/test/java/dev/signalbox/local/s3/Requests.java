package dev.signalbox.local.s3;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.assertj.core.api.Assertions;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** Requests no SDK would send, and what was answered. */
final class Requests {
  private Requests() {}

  static String refusal(ThrowingCallable call) {
    return Assertions.catchThrowableOfType(S3Exception.class, call).awsErrorDetails().errorCode();
  }

  /** Sends the request as it is and returns all of the answer. */
  static String send(
      URI server, String line, String host, Map<String, String> headers, byte[] body) {
    try (var socket = new Socket(server.getHost(), server.getPort())) {
      var head = new StringBuilder(line).append(" HTTP/1.1\r\nHost: ").append(host);
      head.append("\r\nConnection: close\r\n");
      headers.forEach((name, value) -> head.append(name).append(": ").append(value).append("\r\n"));
      var out = socket.getOutputStream();
      out.write(head.append("\r\n").toString().getBytes(StandardCharsets.UTF_8));
      out.write(body);
      out.flush();
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
