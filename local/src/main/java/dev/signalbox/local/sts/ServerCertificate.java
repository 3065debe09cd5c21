package dev.signalbox.local.sts;

import dev.signalbox.local.api.AwsError;
import dev.signalbox.local.api.Certificates.Proof;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.iam.model.ServerCertificateMetadata;

/**
 * A server's certificate as it was uploaded.
 *
 * @param chain empty where there is none
 */
record ServerCertificate(
    String account,
    String path,
    String name,
    String id,
    String body,
    String chain,
    String key,
    long uploadedMillis,
    Map<String, String> tags) {
  ServerCertificate {
    tags = Map.copyOf(tags);
  }

  String arn() {
    return "arn:aws:iam::" + account + ":server-certificate" + path + name;
  }

  X509Certificate own() {
    List<X509Certificate> all = Pem.certificates(body);
    if (all.size() > 1) {
      throw Pem.malformed("The certificate is more than one: the others belong into the chain");
    }
    return all.getFirst();
  }

  Proof proof() {
    List<X509Certificate> all = new ArrayList<>(List.of(own()));
    if (!chain.isEmpty()) {
      all.addAll(Pem.certificates(chain));
    }
    PrivateKey secret = Pem.key(key, own().getPublicKey().getAlgorithm());
    return new Proof(secret, all);
  }

  /**
   * @param now real time: so is that of whoever looks at the certificate
   * @throws AwsError MalformedCertificate, KeyPairMismatch
   */
  ServerCertificate checked(Instant now) {
    Proof proof = proof();
    X509Certificate own = proof.chain().getFirst();
    if (now.isBefore(own.getNotBefore().toInstant())
        || now.isAfter(own.getNotAfter().toInstant())) {
      throw Pem.malformed(
          "Certificate is not valid at the moment: it is from %s to %s"
              .formatted(own.getNotBefore().toInstant(), own.getNotAfter().toInstant()));
    }
    if (!Pem.belongTogether(proof.key(), own.getPublicKey())) {
      throw AwsError.of(
          "KeyPairMismatch", "Private key doesn't match public key of the certificate");
    }
    return this;
  }

  ServerCertificateMetadata shown() {
    return ServerCertificateMetadata.builder()
        .path(path)
        .serverCertificateName(name)
        .serverCertificateId(id)
        .arn(arn())
        .uploadDate(Instant.ofEpochMilli(uploadedMillis))
        .expiration(own().getNotAfter().toInstant())
        .build();
  }

  /** Without the key. */
  @Override
  public String toString() {
    return arn();
  }
}
