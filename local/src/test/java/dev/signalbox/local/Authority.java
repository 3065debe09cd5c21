package dev.signalbox.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** An authority that certifies servers, and that a test may trust. */
public final class Authority {
  private static final char[] PASSWORD = "password".toCharArray();

  private final Path file;
  private int number;

  /** A certificate and its key, as PEM. */
  public record Issued(String certificate, String key) {}

  /**
   * @param directory for its keys
   */
  public Authority(Path directory) {
    this.file = directory.resolve("authority.p12");
    keytool("-alias", "ca", "-keyalg", "EC", "-dname", "CN=ca", "-ext", "bc:c");
  }

  /**
   * @param whom {@code dns:shop.example} or {@code ip:127.0.0.1}
   * @param more {@code -startdate} and {@code -validity} of keytool
   */
  public Issued issue(String whom, String... more) {
    return issued("EC", whom, more);
  }

  /** With an RSA key. */
  public Issued issueRsa(String whom) {
    return issued("RSA", whom);
  }

  private Issued issued(String algorithm, String whom, String... more) {
    String alias = "server" + ++number;
    List<String> arguments =
        new ArrayList<>(
            List.of("-alias", alias, "-keyalg", algorithm, "-dname", "CN=it", "-signer", "ca"));
    arguments.addAll(List.of("-ext", "san=" + whom));
    arguments.addAll(List.of(more));
    keytool(arguments.toArray(String[]::new));
    try {
      KeyStore keys = keys();
      return new Issued(
          pem("CERTIFICATE", Objects.requireNonNull(keys.getCertificate(alias)).getEncoded()),
          pem("PRIVATE KEY", Objects.requireNonNull(keys.getKey(alias, PASSWORD)).getEncoded()));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String pem(String what, byte[] content) {
    return "-----BEGIN %s-----\n%s\n-----END %s-----\n"
        .formatted(
            what,
            Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII))
                .encodeToString(content),
            what);
  }

  /** For clients that trust it and nobody else. */
  public SSLContext trusted() {
    try {
      TrustManagerFactory managers =
          TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      managers.init(trust());
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, managers.getTrustManagers(), null);
      return context;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /** A store with its certificate alone, for the JDK's {@code javax.net.ssl.trustStore}. */
  public Path trustStore() {
    Path store = file.resolveSibling("trust.p12");
    try (var out = Files.newOutputStream(store)) {
      trust().store(out, PASSWORD);
      return store;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private KeyStore trust() throws GeneralSecurityException {
    try {
      KeyStore trusted = KeyStore.getInstance("PKCS12");
      trusted.load(null, PASSWORD);
      trusted.setCertificateEntry("ca", keys().getCertificate("ca"));
      return trusted;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private KeyStore keys() throws GeneralSecurityException {
    try (var in = Files.newInputStream(file)) {
      KeyStore keys = KeyStore.getInstance("PKCS12");
      keys.load(in, PASSWORD);
      return keys;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void keytool(String... more) {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-storetype",
                "PKCS12",
                "-keystore",
                file.toString(),
                "-storepass",
                new String(PASSWORD)));
    command.addAll(List.of(more));
    try {
      Process keytool = new ProcessBuilder(command).redirectErrorStream(true).start();
      String said = new String(keytool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertThat(keytool.waitFor()).as(said.toLowerCase(Locale.ROOT)).isZero();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
