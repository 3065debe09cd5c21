package dev.signalbox.local.sts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signalbox.local.Authority;
import dev.signalbox.local.Authority.Issued;
import dev.signalbox.local.LocalServer;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.EntityAlreadyExistsException;
import software.amazon.awssdk.services.iam.model.KeyPairMismatchException;
import software.amazon.awssdk.services.iam.model.MalformedCertificateException;
import software.amazon.awssdk.services.iam.model.NoSuchEntityException;

class ServerCertificateTest {
  @RegisterExtension static final LocalServer LOCAL = new LocalServer();
  @TempDir static Path directory = Path.of("");
  private static Optional<Authority> authority = Optional.empty();

  private final IamClient iam = LOCAL.client(IamClient.builder());

  @BeforeAll
  static void open() {
    authority = Optional.of(new Authority(directory));
  }

  @AfterEach
  void close() {
    iam.close();
  }

  private static Issued issued(String... validity) {
    return authority.orElseThrow().issue("dns:shop.example", validity);
  }

  private void upload(String name, String certificate, String key) {
    iam.uploadServerCertificate(it ->
        it.serverCertificateName(name).path("/shop/").certificateBody(certificate).privateKey(key));
  }

  @Test
  void aCertificateIsKeptAndItsKeyNeverShown() {
    Issued issued = issued();
    upload("kept", issued.certificate(), issued.key());

    var shown = iam.getServerCertificate(it -> it.serverCertificateName("kept"));

    assertThat(shown.serverCertificate().certificateBody()).isEqualTo(issued.certificate());
    assertThat(shown.serverCertificate().serverCertificateMetadata().arn())
        .isEqualTo("arn:aws:iam::111111111111:server-certificate/shop/kept");
    assertThat(shown.toString()).doesNotContain("PRIVATE");
    assertThat(
            iam.listServerCertificates(it -> it.pathPrefix("/shop/"))
                .serverCertificateMetadataList())
        .extracting(it -> it.serverCertificateName())
        .contains("kept");
    assertThatThrownBy(() -> upload("KEPT", issued.certificate(), issued.key()))
        .isInstanceOf(EntityAlreadyExistsException.class);
    iam.deleteServerCertificate(it -> it.serverCertificateName("kept"));
    assertThatThrownBy(() -> iam.getServerCertificate(it -> it.serverCertificateName("kept")))
        .isInstanceOf(NoSuchEntityException.class);
  }

  @Test
  void anRsaKeyIsOne() {
    Issued issued = authority.orElseThrow().issueRsa("dns:shop.example");
    upload("rsa", issued.certificate(), issued.key());
    assertThat(iam.getServerCertificate(it -> it.serverCertificateName("rsa"))).isNotNull();
  }

  @Test
  void anothersKeyIsRefused() {
    assertThatThrownBy(() -> upload("mixed", issued().certificate(), issued().key()))
        .isInstanceOf(KeyPairMismatchException.class);
  }

  @Test
  void aCertificateThatIsOverOrYetToComeIsRefused() {
    Issued over = issued("-startdate", "-10d", "-validity", "5");
    Issued early = issued("-startdate", "+2d");
    assertThatThrownBy(() -> upload("over", over.certificate(), over.key()))
        .isInstanceOf(MalformedCertificateException.class);
    assertThatThrownBy(() -> upload("early", early.certificate(), early.key()))
        .isInstanceOf(MalformedCertificateException.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "nothing",
        "-----BEGIN RSA PRIVATE KEY-----\nAAAA\n-----END RSA PRIVATE KEY-----",
        "-----BEGIN ENCRYPTED PRIVATE KEY-----\nAAAA\n-----END ENCRYPTED PRIVATE KEY-----",
        "-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----"
      })
  void whatIsNoKeyIsRefusedAndNotRepeated(String key) {
    assertThatThrownBy(() -> upload("broken", issued().certificate(), key))
        .isInstanceOf(MalformedCertificateException.class)
        .hasMessageNotContaining("AAAA");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"nothing", "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----"})
  void whatIsNoCertificateIsRefused(String certificate) {
    assertThatThrownBy(() -> upload("broken", certificate, issued().key()))
        .isInstanceOf(MalformedCertificateException.class);
  }
}
