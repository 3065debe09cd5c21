package dev.signalbox.local.secretsmanager;

import dev.signalbox.local.api.Arn;
import java.util.List;
import java.util.Optional;

/** {@code secret-id[:json-key[:version-stage[:version-id]]]}, as a buildspec names a secret. */
record SecretReference(
    String id, Optional<String> key, Optional<String> stage, Optional<String> version) {

  static SecretReference parse(String text) {
    boolean arn = Arn.parse(text).isPresent() && text.startsWith("arn:");
    List<String> parts = List.of(text.split(":", -1));
    int idParts = Math.min(arn ? 7 : 1, parts.size());
    List<String> rest = parts.subList(idParts, parts.size());
    return new SecretReference(
        String.join(":", parts.subList(0, idParts)), part(rest, 0), part(rest, 1), part(rest, 2));
  }

  private static Optional<String> part(List<String> parts, int index) {
    return parts.stream().skip(index).findFirst().filter(it -> !it.isEmpty());
  }
}
