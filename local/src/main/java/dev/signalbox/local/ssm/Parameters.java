package dev.signalbox.local.ssm;

import dev.signalbox.local.api.Arn;
import dev.signalbox.local.api.AwsError;
import dev.signalbox.local.api.Place;
import dev.signalbox.local.api.Store;
import dev.signalbox.local.api.Table;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** Every parameter, by its place and its name. */
final class Parameters {
  private final Table<Parameter> table;

  Parameters(Store store) {
    this.table = store.table("ssm.parameters", Parameter.class);
  }

  /** By name. */
  List<Parameter> of(Place place) {
    return table.startingWith(place.key(""));
  }

  /**
   * @param name also an ARN; those of other places are not shared
   */
  Optional<Parameter> find(Place place, String name) {
    Optional<Arn> arn = Arn.parse(name).filter(it -> it.service().equals("ssm"));
    if (arn.isEmpty()) {
      return table.get(place.key(name));
    }
    if (!arn.get().place().equals(place)) {
      return Optional.empty();
    }
    String path = arn.get().resource().replaceFirst("^parameter", "");
    // The ARN does not say whether the name itself begins with a slash.
    return table.get(place.key(path)).or(() -> table.get(place.key(path.replaceFirst("^/", ""))));
  }

  Parameter get(Place place, String name) {
    return find(place, name).orElseThrow(() -> notFound(name));
  }

  /**
   * @param reference a name or ARN, with a version behind a colon or without
   * @throws AwsError ParameterNotFound, ParameterVersionNotFound
   */
  Selected select(Place place, String reference) {
    Optional<Parameter> exact = find(place, reference);
    if (exact.isPresent()) {
      return new Selected(exact.get(), exact.get().newest(), Optional.empty());
    }
    int colon = reference.lastIndexOf(':');
    if (colon <= 0) {
      throw notFound(reference);
    }
    Parameter parameter =
        find(place, reference.substring(0, colon)).orElseThrow(() -> notFound(reference));
    String selector = reference.substring(colon + 1);
    ParameterVersion version =
        number(selector)
            .or(() -> Optional.ofNullable(parameter.labels().get(selector)))
            .flatMap(parameter::version)
            .orElseThrow(() -> versionNotFound(parameter, selector));
    return new Selected(parameter, version, Optional.of(":" + selector));
  }

  static AwsError versionNotFound(Parameter parameter, String version) {
    return AwsError.of(
        "ParameterVersionNotFound",
        "Systems Manager could not find version "
            + version
            + " of "
            + parameter.name()
            + ". Verify the version and try again.");
  }

  private static Optional<Long> number(String text) {
    return text.matches("[0-9]{1,18}") ? Optional.of(Long.parseLong(text)) : Optional.empty();
  }

  boolean add(Parameter parameter) {
    return table.putIfAbsent(parameter.place().key(parameter.name()), parameter);
  }

  Parameter update(Place place, String name, UnaryOperator<Parameter> change) {
    return table.update(place.key(name), change).orElseThrow(() -> notFound(name));
  }

  boolean remove(Place place, String name) {
    return table.remove(place.key(name));
  }

  static AwsError notFound(String name) {
    return AwsError.of("ParameterNotFound", "Parameter " + name + " not found.");
  }
}
