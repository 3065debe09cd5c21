package dev.signalbox.local.elb;

import dev.signalbox.local.api.Arn;
import dev.signalbox.local.api.AwsError;
import dev.signalbox.local.api.Certificates;
import dev.signalbox.local.api.Certificates.Proof;
import dev.signalbox.local.elb.http.Encrypting;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Listener;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.MutualAuthenticationAttributes;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ProtocolEnum;

/** What a listener says of its encryption: checked, and made to work. */
record Encryptions(Certificates certificates) {
  static final String USUAL_POLICY = "ELBSecurityPolicy-2016-08";
  private static final String PREFIX = "ELBSecurityPolicy-";
  private static final Set<String> POLICIES =
      Set.of(
          "2016-08",
          "TLS-1-0-2015-04",
          "TLS-1-1-2017-01",
          "TLS-1-2-2017-01",
          "TLS-1-2-Ext-2018-06",
          "FS-2018-06",
          "FS-1-1-2019-08",
          "FS-1-2-2019-08",
          "FS-1-2-Res-2019-08",
          "FS-1-2-Res-2020-10",
          "TLS13-1-0-2021-06",
          "TLS13-1-1-2021-06",
          "TLS13-1-2-2021-06",
          "TLS13-1-2-Res-2021-06",
          "TLS13-1-2-Ext1-2021-06",
          "TLS13-1-2-Ext2-2021-06",
          "TLS13-1-3-2021-06");
  private static final char[] NO_PASSWORD = {};

  /** The listener with what it does not say itself. */
  Listener checked(Listener listener) {
    if (listener.protocol() == ProtocolEnum.HTTP || listener.protocol() == ProtocolEnum.TCP) {
      return plain(listener);
    }
    if (listener.protocol() != ProtocolEnum.HTTPS) {
      throw AwsError.notImplemented(
          "elasticloadbalancing", listener.protocolAsString() + " listeners");
    }
    if (!listener.alpnPolicy().isEmpty() || authenticates(listener.mutualAuthentication())) {
      throw AwsError.notImplemented(
          "elasticloadbalancing", "listeners with an ALPN policy or mutual authentication");
    }
    if (listener.certificates().size() != 1) {
      throw invalid(
          listener.certificates().isEmpty()
              ? "A certificate must be specified for HTTPS listeners"
              : "Exactly one default certificate can be specified");
    }
    Listener whole =
        listener.toBuilder()
            .sslPolicy(Objects.requireNonNullElse(listener.sslPolicy(), USUAL_POLICY))
            .build();
    of(whole);
    return whole;
  }

  private static boolean authenticates(@Nullable MutualAuthenticationAttributes mutual) {
    return mutual != null && mutual.mode() != null && !mutual.mode().equals("off");
  }

  private static Listener plain(Listener listener) {
    if (!listener.certificates().isEmpty() || listener.sslPolicy() != null) {
      throw invalid("Certificates and a security policy are for encrypted listeners only");
    }
    return listener;
  }

  private static AwsError invalid(String message) {
    return AwsError.of("ValidationError", message);
  }

  /**
   * Empty for a listener that does not encrypt.
   *
   * @throws AwsError CertificateNotFound, SSLPolicyNotFound
   */
  Optional<Encrypting> of(Listener listener) {
    return listener.protocol() == ProtocolEnum.HTTPS
        ? Optional.of(new Encrypting(context(proof(listener)), protocols(listener.sslPolicy())))
        : Optional.empty();
  }

  /** Of the listener's own account: what belongs to another is not there. */
  private Proof proof(Listener listener) {
    String arn =
        Objects.requireNonNullElse(listener.certificates().getFirst().certificateArn(), "");
    if (arn.contains(":acm:")) {
      throw AwsError.notImplemented(
          "elasticloadbalancing",
          "certificates of ACM (upload the certificate to IAM: UploadServerCertificate)");
    }
    return Optional.of(arn)
        .filter(it -> account(it).equals(account(listener.listenerArn())))
        .flatMap(certificates::find)
        .orElseThrow(
            () -> AwsError.of("CertificateNotFound", "Certificate '" + arn + "' not found"));
  }

  private static String account(String arn) {
    return Arn.parse(arn).map(it -> it.place().account()).orElse("");
  }

  /** As many as the JDK still speaks of those that the policy allows. */
  private static List<String> protocols(String policy) {
    if (!policy.startsWith(PREFIX) || !POLICIES.contains(policy.substring(PREFIX.length()))) {
      throw AwsError.of("SSLPolicyNotFound", "SSL policy '" + policy + "' not found");
    }
    if (policy.contains("TLS13-1-3")) {
      return List.of("TLSv1.3");
    }
    return policy.contains("TLS13") ? List.of("TLSv1.3", "TLSv1.2") : List.of("TLSv1.2");
  }

  private static SSLContext context(Proof proof) {
    try {
      KeyStore store = KeyStore.getInstance("PKCS12");
      store.load(null, NO_PASSWORD);
      store.setKeyEntry(
          "listener", proof.key(), NO_PASSWORD, proof.chain().toArray(X509Certificate[]::new));
      KeyManagerFactory keys = KeyManagerFactory.getInstance("NewSunX509");
      keys.init(store, NO_PASSWORD);
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(keys.getKeyManagers(), null, null);
      return context;
    } catch (GeneralSecurityException | IOException e) {
      throw AwsError.of("UnsupportedCertificate", String.valueOf(e.getMessage()));
    }
  }
}
