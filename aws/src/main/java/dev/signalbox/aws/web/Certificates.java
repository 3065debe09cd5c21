package dev.signalbox.aws.web;

import java.io.IOException;
import java.net.Socket;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Optional;
import javax.net.ssl.SSLSocket;

/** What a server proved who it is with. */
final class Certificates {
  private Certificates() {}

  /** Until when the server's own is good; none where it did not have to show any. */
  static Optional<Instant> goodUntil(Socket socket) throws IOException {
    if (!(socket instanceof SSLSocket encrypted)) {
      return Optional.empty();
    }
    Certificate own = encrypted.getSession().getPeerCertificates()[0];
    return own instanceof X509Certificate certificate
        ? Optional.of(certificate.getNotAfter().toInstant())
        : Optional.empty();
  }
}
