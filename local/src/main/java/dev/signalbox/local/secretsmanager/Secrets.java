package dev.signalbox.local.secretsmanager;

import dev.signalbox.local.api.Arn;
import dev.signalbox.local.api.AwsError;
import dev.signalbox.local.api.Clock;
import dev.signalbox.local.api.Place;
import dev.signalbox.local.api.Store;
import dev.signalbox.local.api.Table;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** Every secret, by its place and its name. */
final class Secrets {
  private final Table<Secret> table;
  private final Clock clock;

  Secrets(Store store, Clock clock) {
    this.table = store.table("secretsmanager.secrets", Secret.class);
    this.clock = clock;
  }

  Instant now() {
    return clock.instant();
  }

  /** By name, those to be deleted among them. */
  List<Secret> of(Place place) {
    return table.startingWith(place.key("")).stream().filter(this::stillThere).toList();
  }

  /**
   * @param id a name or an ARN, with its suffix or without
   */
  Optional<Secret> find(Place place, String id) {
    Optional<Arn> arn = Arn.parse(id).filter(it -> it.service().equals("secretsmanager"));
    if (arn.isEmpty()) {
      return named(place, id);
    }
    if (!arn.get().place().equals(place)) {
      return Optional.empty();
    }
    String name = arn.get().resource().replaceFirst("^secret:", "");
    return named(place, name.replaceFirst("-[A-Za-z0-9]{6}$", ""))
        .filter(it -> it.arn().equals(id))
        .or(() -> named(place, name));
  }

  private Optional<Secret> named(Place place, String name) {
    Optional<Secret> found = table.get(place.key(name));
    if (found.isPresent() && !stillThere(found.get())) {
      table.remove(place.key(name));
      return Optional.empty();
    }
    return found;
  }

  private boolean stillThere(Secret secret) {
    return secret.deletion().filter(it -> !it.isAfter(now())).isEmpty();
  }

  /**
   * @throws AwsError ResourceNotFoundException
   */
  Secret get(Place place, String id) {
    return find(place, id)
        .orElseThrow(() -> notFound("Secrets Manager can't find the specified secret."));
  }

  /**
   * @throws AwsError InvalidRequestException when it is to be deleted
   */
  Secret usable(Place place, String id) {
    return usable(get(place, id));
  }

  private static Secret usable(Secret secret) {
    if (secret.deletion().isPresent()) {
      throw invalidRequest(
          "You can't perform this operation on the secret because it was marked for deletion.");
    }
    return secret;
  }

  boolean add(Secret secret) {
    named(secret.place(), secret.name()); // one that is past its deletion makes room
    return table.putIfAbsent(key(secret), secret);
  }

  /** The change is tried on the secret as it is then, if that may still be used. */
  Secret update(Secret secret, UnaryOperator<Secret> change) {
    return updateAny(secret, it -> change.apply(usable(it)));
  }

  Secret updateAny(Secret secret, UnaryOperator<Secret> change) {
    return table
        .update(key(secret), change)
        .orElseThrow(() -> notFound("Secrets Manager can't find the specified secret."));
  }

  void remove(Secret secret) {
    table.remove(key(secret));
  }

  private static String key(Secret secret) {
    return secret.place().key(secret.name());
  }

  static AwsError notFound(String message) {
    return AwsError.of("ResourceNotFoundException", message);
  }

  static AwsError invalidRequest(String message) {
    return AwsError.of("InvalidRequestException", message);
  }

  static AwsError invalidParameter(String message) {
    return AwsError.of("InvalidParameterException", message);
  }
}
