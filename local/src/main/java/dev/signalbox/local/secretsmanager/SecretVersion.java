package dev.signalbox.local.secretsmanager;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * One value of a secret.
 *
 * @param id the client's token
 * @param binary as base64
 * @param stages the labels that stand at it, in the order they came
 */
record SecretVersion(
    String id,
    Optional<String> text,
    Optional<String> binary,
    List<String> stages,
    Instant created) {
  static final String CURRENT = "AWSCURRENT";
  static final String PREVIOUS = "AWSPREVIOUS";

  SecretVersion {
    stages = List.copyOf(stages);
  }

  boolean at(String stage) {
    return stages.contains(stage);
  }

  boolean sameValue(SecretVersion other) {
    return text.equals(other.text) && binary.equals(other.binary);
  }

  SecretVersion with(String stage) {
    return at(stage) ? this : staged(Stream.concat(stages.stream(), Stream.of(stage)).toList());
  }

  SecretVersion without(String stage) {
    return staged(stages.stream().filter(it -> !it.equals(stage)).toList());
  }

  private SecretVersion staged(List<String> newStages) {
    return new SecretVersion(id, text, binary, newStages, created);
  }
}
