package dev.signalbox.aws.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signalbox.core.Unavailable;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EncryptedTest {
  private static final char[] PASSWORD = "password".toCharArray();

  @TempDir private Path directory = Path.of("");

  /** A certificate for a name, which is trusted as well. */
  private SSLContext certifying(String name)
      throws IOException, InterruptedException, GeneralSecurityException {
    Path file = directory.resolve(name + ".p12");
    Process keytool =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-keyalg",
                "EC",
                "-alias",
                "it",
                "-dname",
                "CN=" + name,
                "-ext",
                "san=dns:" + name,
                "-storetype",
                "PKCS12",
                "-keystore",
                file.toString(),
                "-storepass",
                new String(PASSWORD))
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    assertThat(keytool.waitFor()).isZero();
    var keys = KeyStore.getInstance("PKCS12");
    try (var in = Files.newInputStream(file)) {
      keys.load(in, PASSWORD);
    }
    var own = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    own.init(keys, PASSWORD);
    var trusted = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trusted.init(keys);
    var context = SSLContext.getInstance("TLS");
    context.init(own.getKeyManagers(), trusted.getTrustManagers(), null);
    return context;
  }

  private static Answer ask(SSLContext tls, int port) {
    return measure(tls, port, Optional.empty()).answer();
  }

  private static Measured measure(SSLContext tls, int port, Optional<String> name) {
    URI address = URI.create("https://localhost:%d/".formatted(port));
    Guard guard = Guard.of(Set.of(Origin.of(address)), true);
    return new GuardedWeb(
            guard, new Limits(Duration.ofSeconds(20), 4096, 1000, 0), tls::getSocketFactory)
        .measure(new Request("GET", address, Map.of(), name));
  }

  @Test
  void theCertificateMustBeThatOfTheNameThoughAnAddressIsConnectedTo() throws Exception {
    SSLContext ours = certifying("localhost");
    SSLContext anothers = certifying("api.example.com");
    RudeServer.Manners ok =
        (_, out) -> out.write("HTTP/1.1 200 OK\r\n\r\nhi".getBytes(StandardCharsets.US_ASCII));

    try (var good = new RudeServer(ours.getServerSocketFactory(), ok);
        var bad = new RudeServer(anothers.getServerSocketFactory(), ok)) {
      assertThat(ask(ours, good.port()).status()).isEqualTo(200);
      assertThatThrownBy(() -> ask(anothers, bad.port())).isInstanceOf(Unavailable.class);
      assertThatThrownBy(() -> ask(anothers, good.port())).isInstanceOf(Unavailable.class);
    }
  }

  @Test
  void theCertificateIsThatOfTheNameAskedForAndItsEndIsTold() throws Exception {
    SSLContext shop = certifying("shop.example.com");

    try (var server =
        new RudeServer(
            shop.getServerSocketFactory(),
            (_, out) ->
                out.write("HTTP/1.1 200 OK\r\n\r\nhi".getBytes(StandardCharsets.US_ASCII)))) {
      Measured measured = measure(shop, server.port(), Optional.of("shop.example.com"));

      // The tool makes them for 90 days.
      assertThat(measured.certified().orElseThrow())
          .isBetween(
              Instant.now().plus(Duration.ofDays(88)), Instant.now().plus(Duration.ofDays(91)));
      assertThatThrownBy(() -> measure(shop, server.port(), Optional.of("other.example.com")))
          .isInstanceOf(Unavailable.class);
    }
  }
}
