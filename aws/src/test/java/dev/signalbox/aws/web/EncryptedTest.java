package dev.signalbox.aws.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signalbox.core.Unavailable;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EncryptedTest {
  private static final char[] PASSWORD = "password".toCharArray();

  @TempDir private Path directory = Path.of("");

  private SSLContext certifying(String name) throws Exception {
    return certifying(name, "-validity", "90");
  }

  /** A certificate for a name, of an authority that is trusted as well. */
  private SSLContext certifying(String name, String... validity) throws Exception {
    Path file = directory.resolve(name + ".p12");
    keytool(file, "-alias", "ca", "-dname", "CN=ca", "-ext", "bc:c");
    keytool(
        file,
        Stream.concat(
                Stream.of(
                    "-alias",
                    "it",
                    "-dname",
                    "CN=" + name,
                    "-ext",
                    "san=dns:" + name,
                    "-signer",
                    "ca"),
                Stream.of(validity))
            .toArray(String[]::new));
    var keys = KeyStore.getInstance("PKCS12");
    try (var in = Files.newInputStream(file)) {
      keys.load(in, PASSWORD);
    }
    var authority = KeyStore.getInstance("PKCS12");
    authority.load(null, PASSWORD);
    authority.setCertificateEntry("ca", keys.getCertificate("ca"));
    keys.deleteEntry("ca");
    var own = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    own.init(keys, PASSWORD);
    var trusted = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trusted.init(authority);
    var context = SSLContext.getInstance("TLS");
    context.init(own.getKeyManagers(), trusted.getTrustManagers(), null);
    return context;
  }

  private static void keytool(Path file, String... more) throws Exception {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-keyalg",
                "EC",
                "-storetype",
                "PKCS12",
                "-keystore",
                file.toString(),
                "-storepass",
                new String(PASSWORD)));
    command.addAll(List.of(more));
    Process keytool =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    assertThat(keytool.waitFor()).isZero();
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

  /** Scenario 33. */
  @ParameterizedTest(name = "a certificate from {0}, for {1} days")
  @CsvSource({"-10d, 5", "+2d, 90"})
  void aCertificateThatIsOverOrYetToComeIsNone(String from, String days) throws Exception {
    SSLContext ours = certifying("localhost", "-startdate", from, "-validity", days);

    try (var server =
        new RudeServer(
            ours.getServerSocketFactory(),
            (_, out) ->
                out.write("HTTP/1.1 200 OK\r\n\r\nhi".getBytes(StandardCharsets.US_ASCII)))) {
      assertThatThrownBy(() -> ask(ours, server.port()))
          .isInstanceOf(Unavailable.class)
          .hasMessageContaining("certificate");
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

      assertThat(measured.certified().orElseThrow())
          .isBetween(
              Instant.now().plus(Duration.ofDays(88)), Instant.now().plus(Duration.ofDays(91)));
      assertThatThrownBy(() -> measure(shop, server.port(), Optional.of("other.example.com")))
          .isInstanceOf(Unavailable.class);
    }
  }
}
