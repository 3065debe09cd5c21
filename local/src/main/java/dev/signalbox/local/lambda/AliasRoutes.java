package dev.signalbox.local.lambda;

import dev.signalbox.local.api.Aliases;
import dev.signalbox.local.api.Place;
import java.util.UUID;

/** Aliases, as deployments see them. */
record AliasRoutes(Catalogue catalogue) implements Aliases {
  @Override
  public Route route(Place place, String function, String alias) {
    Alias now = VersionOperations.existing(catalogue, name(place, function), alias);
    return new Route(now.version(), now.weights());
  }

  @Override
  public void route(Place place, String function, String alias, Route route) {
    Catalogue.Name name = name(place, function);
    Alias now = VersionOperations.existing(catalogue, name, alias);
    catalogue.putAlias(
        name,
        VersionOperations.checked(
            catalogue,
            name,
            new Alias(
                now.function(),
                now.name(),
                route.version(),
                now.description(),
                route.weights(),
                UUID.randomUUID().toString())));
  }

  @Override
  public boolean hasVersion(Place place, String function, String version) {
    return version.matches("\\d+") && catalogue.version(name(place, function), version).isPresent();
  }

  private static Catalogue.Name name(Place place, String function) {
    return Catalogue.name(place, function, null);
  }
}
