package dev.signalbox.local.lambda;

import dev.signalbox.local.api.Arn;
import dev.signalbox.local.api.AwsError;
import dev.signalbox.local.api.Paging;
import dev.signalbox.local.api.Place;
import dev.signalbox.local.api.Store;
import dev.signalbox.local.api.Table;
import dev.signalbox.local.lambda.FunctionRecord.Code;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Every function with its versions, its aliases and how each is called asynchronously. */
final class Catalogue {
  /**
   * A function's name taken from a reference.
   *
   * @param qualifier empty when there is none
   */
  record Name(Place place, String name, Optional<String> qualifier) {
    String key() {
      return place.key(name);
    }

    String arn() {
      return place.arn("lambda", "function:" + name + qualifier.map(it -> ":" + it).orElse(""));
    }
  }

  static final Paging PAGES =
      new Paging("lambda", 50, 50, () -> invalid("Invalid value for Marker."));

  private final Table<FunctionRecord> latest;
  private final Table<FunctionRecord> versions;
  private final Table<Alias> aliases;
  private final Table<AsyncSettings> settings;
  private final Table<Policy> policies;
  private final UnaryOperator<Code> keeping;

  /**
   * @param keeping puts code where it stays as it is
   */
  Catalogue(Store store, UnaryOperator<Code> keeping) {
    this.keeping = keeping;
    this.latest = store.table("lambda.functions", FunctionRecord.class);
    this.versions = store.table("lambda.versions", FunctionRecord.class);
    this.aliases = store.table("lambda.aliases", Alias.class);
    this.settings = store.table("lambda.asynchronous", AsyncSettings.class);
    this.policies = store.table("lambda.policies", Policy.class);
  }

  /**
   * @param reference a name, {@code account:function:name} or an ARN, each with a qualifier or
   *     without
   * @param apart a qualifier that is named beside it
   */
  static Name name(Place place, String reference, @Nullable String apart) {
    Optional<Arn> arn = Arn.parse(reference).filter(it -> it.service().equals("lambda"));
    Place where = arn.map(Arn::place).orElse(place);
    String rest =
        arn.map(Arn::resource).orElse(reference).replaceFirst("^(\\d{12}:)?function:", "");
    int colon = rest.indexOf(':');
    Optional<String> within = colon < 0 ? Optional.empty() : Optional.of(rest.substring(colon + 1));
    if (apart != null && within.isPresent() && !within.get().equals(apart)) {
      throw invalid(
          "The derived qualifier from the function name does not match the specified qualifier.");
    }
    return new Name(
        where,
        colon < 0 ? rest : rest.substring(0, colon),
        Optional.ofNullable(apart).or(() -> within));
  }

  /** The function that a call of this reference runs. */
  Resolved resolve(Place place, String reference, @Nullable String qualifier) {
    Name name = name(place, reference, qualifier);
    FunctionRecord function = get(name);
    String wanted = name.qualifier().orElse(FunctionRecord.LATEST);
    if (wanted.equals(FunctionRecord.LATEST)) {
      return new Resolved(function, wanted, name.arn());
    }
    String version =
        wanted.matches("\\d+")
            ? wanted
            : alias(name, wanted)
                .map(it -> it.version(ThreadLocalRandom.current().nextDouble()))
                .orElseThrow(() -> notFound(name));
    FunctionRecord meant =
        version.equals(FunctionRecord.LATEST)
            ? function
            : version(name, version).orElseThrow(() -> notFound(name));
    return new Resolved(meant, wanted, name.arn());
  }

  List<FunctionRecord> of(Place place) {
    return latest.startingWith(place.key(""));
  }

  /** The latest one, whatever version is named. */
  FunctionRecord get(Name name) {
    return latest.get(name.key()).orElseThrow(() -> notFound(name));
  }

  boolean add(FunctionRecord function) {
    return latest.putIfAbsent(key(function), function);
  }

  void put(FunctionRecord function) {
    latest.put(key(function), function);
  }

  FunctionRecord update(Name name, UnaryOperator<FunctionRecord> change) {
    return latest.update(name.key(), change).orElseThrow(() -> notFound(name));
  }

  void remove(FunctionRecord function) {
    Name name = new Name(function.place(), function.name(), Optional.empty());
    List<String> qualifiers = qualifiers(name);
    versions(name).forEach(it -> versions.remove(versionKey(it)));
    aliases(name).forEach(it -> aliases.remove(name.key() + ":" + it.name()));
    qualifiers.forEach(it -> settings.remove(name.key() + ":" + it));
    qualifiers.forEach(it -> policies.remove(name.key() + ":" + it));
    latest.remove(name.key());
  }

  /** Published ones, the oldest first. */
  List<FunctionRecord> versions(Name name) {
    return versions.startingWith(name.key() + ":");
  }

  Optional<FunctionRecord> version(Name name, String version) {
    return version.length() > 9
        ? Optional.empty()
        : versions.get(name.key() + ":" + padded(version));
  }

  /** As a version, unless nothing has changed since the last one. */
  synchronized FunctionRecord publish(Name name, Optional<String> description) {
    FunctionRecord now = get(name);
    List<FunctionRecord> before = versions(name);
    if (!before.isEmpty() && before.getLast().runsLike(now)) {
      return before.getLast();
    }
    int number = now.lastVersion() + 1;
    FunctionRecord published =
        now.published(
            number,
            keeping.apply(now.code()),
            description.orElse(now.configuration().description()));
    versions.put(versionKey(published), published);
    update(name, it -> it.having(number));
    return published;
  }

  void removeVersion(FunctionRecord version) {
    versions.remove(versionKey(version));
  }

  List<Alias> aliases(Name name) {
    return aliases.startingWith(name.key() + ":");
  }

  Optional<Alias> alias(Name name, String alias) {
    return aliases.get(name.key() + ":" + alias);
  }

  boolean addAlias(Name name, Alias alias) {
    return aliases.putIfAbsent(name.key() + ":" + alias.name(), alias);
  }

  void putAlias(Name name, Alias alias) {
    aliases.put(name.key() + ":" + alias.name(), alias);
  }

  boolean removeAlias(Name name, String alias) {
    return aliases.remove(name.key() + ":" + alias);
  }

  private List<String> qualifiers(Name name) {
    List<String> qualifiers = new ArrayList<>(List.of(FunctionRecord.LATEST));
    aliases(name).forEach(it -> qualifiers.add(it.name()));
    versions(name).forEach(it -> qualifiers.add(it.version()));
    return qualifiers;
  }

  /** The qualifiers that have settings of their own. */
  List<String> settings(Name name) {
    return qualifiers(name).stream().filter(it -> settings(name, it).isPresent()).toList();
  }

  Optional<AsyncSettings> settings(Name name, String qualifier) {
    return settings.get(name.key() + ":" + qualifier);
  }

  void putSettings(Name name, String qualifier, AsyncSettings its) {
    settings.put(name.key() + ":" + qualifier, its);
  }

  boolean removeSettings(Name name, String qualifier) {
    return settings.remove(name.key() + ":" + qualifier);
  }

  Policy policy(FunctionRecord function, String qualifier) {
    return policies.get(key(function) + ":" + qualifier).orElse(Policy.NONE);
  }

  void putPolicy(FunctionRecord function, String qualifier, Policy policy) {
    policies.put(key(function) + ":" + qualifier, policy);
  }

  private static String key(FunctionRecord function) {
    return function.place().key(function.name());
  }

  private static String versionKey(FunctionRecord version) {
    return key(version) + ":" + padded(version.version());
  }

  private static String padded(String number) {
    return "0".repeat(9 - number.length()) + number;
  }

  static AwsError notFound(Name name) {
    return new AwsError("ResourceNotFoundException", 404, "Function not found: " + name.arn());
  }

  static AwsError invalid(String message) {
    return AwsError.of("InvalidParameterValueException", message);
  }
}
