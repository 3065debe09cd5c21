package dev.signalbox.local.elb.http;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;

/**
 * How a listener encrypts, and proves who it is.
 *
 * @param protocols {@code TLSv1.2} …
 */
public record Encrypting(SSLContext context, List<String> protocols) {
  private static final @Nullable InputStream NOTHING_READ_YET = null;

  public Encrypting {
    protocols = List.copyOf(protocols);
  }

  /** Agreed about with the client when it is read from first. */
  SSLSocket over(Socket socket) throws IOException {
    SSLSocket encrypted =
        (SSLSocket) context.getSocketFactory().createSocket(socket, NOTHING_READ_YET, true);
    encrypted.setEnabledProtocols(protocols.toArray(String[]::new));
    return encrypted;
  }
}
