package dev.signalbox.local.elb.http;

import java.util.List;
import java.util.Optional;
import javax.net.ssl.ExtendedSSLSession;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SNIServerName;
import javax.net.ssl.SSLSession;

/**
 * What a client and a listener have agreed on.
 *
 * @param name that the client has asked for
 */
public record Encryption(String protocol, String cipher, Optional<String> name) {
  static Encryption of(SSLSession session) {
    List<SNIServerName> names =
        session instanceof ExtendedSSLSession extended
            ? extended.getRequestedServerNames()
            : List.of();
    return new Encryption(
        session.getProtocol(),
        session.getCipherSuite(),
        names.stream()
            .filter(SNIHostName.class::isInstance)
            .map(it -> ((SNIHostName) it).getAsciiName())
            .findFirst());
  }
}
