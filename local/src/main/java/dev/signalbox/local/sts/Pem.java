package dev.signalbox.local.sts;

import dev.signalbox.local.api.AwsError;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Certificates and keys as PEM files have them. */
final class Pem {
  private static final Pattern KEY =
      Pattern.compile("-----BEGIN ([A-Z ]*PRIVATE KEY)-----([A-Za-z0-9+/=\\s]+)-----END \\1-----");
  private static final byte[] PROBE = "the same pair".getBytes(StandardCharsets.UTF_8);

  private Pem() {}

  /**
   * @throws AwsError MalformedCertificate
   */
  static List<X509Certificate> certificates(String text) {
    try {
      List<X509Certificate> found =
          CertificateFactory.getInstance("X.509")
              .generateCertificates(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)))
              .stream()
              .map(X509Certificate.class::cast)
              .toList();
      if (found.isEmpty()) {
        throw malformed(
            "Unable to parse certificate. Please ensure the certificate is in PEM format.");
      }
      return found;
    } catch (CertificateException e) {
      throw malformed(
          "Unable to parse certificate. Please ensure the certificate is in PEM format.");
    }
  }

  /**
   * @throws AwsError MalformedCertificate
   */
  static PrivateKey key(String text, String algorithm) {
    Matcher pem = KEY.matcher(text);
    if (!pem.find() || !pem.group(1).equals("PRIVATE KEY")) {
      throw malformed(
          "Unable to parse the private key. signalbox local reads keys in PKCS #8, not encrypted:"
              + " openssl pkcs8 -topk8 -nodes makes one of any other");
    }
    try {
      return KeyFactory.getInstance(algorithm)
          .generatePrivate(new PKCS8EncodedKeySpec(Base64.getMimeDecoder().decode(pem.group(2))));
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      throw malformed("The private key is no " + algorithm + " key, as the certificate's is");
    }
  }

  /** Whether what one signs the other proves. */
  static boolean belongTogether(PrivateKey secret, PublicKey known) {
    String algorithm =
        switch (known.getAlgorithm()) {
          case "RSA" -> "SHA256withRSA";
          case "EC" -> "SHA256withECDSA";
          default -> throw malformed("Keys of " + known.getAlgorithm() + " are not supported");
        };
    try {
      Signature signing = Signature.getInstance(algorithm);
      signing.initSign(secret);
      signing.update(PROBE);
      byte[] signed = signing.sign();
      Signature proving = Signature.getInstance(algorithm);
      proving.initVerify(known);
      proving.update(PROBE);
      return proving.verify(signed);
    } catch (GeneralSecurityException e) {
      return false;
    }
  }

  static AwsError malformed(String message) {
    return AwsError.of("MalformedCertificate", message);
  }
}
