package dev.signalbox.local.ssm;

import java.time.Instant;
import java.util.Optional;

/** What a parameter was set to, once. */
record ParameterVersion(
    long number,
    String type,
    String value,
    Optional<String> description,
    Optional<String> keyId,
    Optional<String> allowedPattern,
    String tier,
    String dataType,
    Instant modified,
    String modifiedBy) {

  /**
   * What is shown of the value: a secret one only to who asks for it, else a text that stands for
   * the encrypted one.
   */
  String shown(boolean decrypted) {
    return type.equals("SecureString") && !decrypted ? Sealed.text(value, number) : value;
  }
}
