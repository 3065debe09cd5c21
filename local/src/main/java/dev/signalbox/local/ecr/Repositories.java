package dev.signalbox.local.ecr;

import dev.signalbox.local.api.AwsError;
import dev.signalbox.local.api.Caller;
import dev.signalbox.local.api.Place;
import dev.signalbox.local.api.ResourcePolicy;
import dev.signalbox.local.api.ResourcePolicy.Principal;
import dev.signalbox.local.api.ResourcePolicy.Request;
import dev.signalbox.local.api.Store;
import dev.signalbox.local.api.Table;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Every repository, by its place and its name. */
final class Repositories {
  private final Table<Repository> table;

  Repositories(Store store) {
    this.table = store.table("ecr.repositories", Repository.class);
  }

  List<Repository> all() {
    return table.all();
  }

  List<Repository> of(Place place) {
    return table.startingWith(place.key(""));
  }

  Optional<Repository> find(Place place, String name) {
    return table.get(place.key(name));
  }

  /**
   * The repository a request names, if the caller may do that with it: its own account always,
   * another one when the repository's policy lets it.
   */
  Repository forCaller(Caller caller, @Nullable String registry, String name, String action) {
    Place place = place(caller, registry);
    Repository repository = find(place, name).orElseThrow(() -> EcrError.noRepository(place, name));
    requireAllowed(repository, caller.account(), caller.arn(), action);
    return repository;
  }

  static Place place(Caller caller, @Nullable String registry) {
    return new Place(Optional.ofNullable(registry).orElse(caller.account()), caller.region());
  }

  void requireAllowed(Repository repository, String account, String arn, String action) {
    if (repository.place().account().equals(account)) {
      return;
    }
    Request request =
        new Request(
            new Principal.Identity(account, arn), "ecr:" + action, repository.arn(), Map.of());
    if (repository.policy().map(ResourcePolicy::parse).filter(it -> it.allows(request)).isEmpty()) {
      throw AwsError.of(
          "AccessDeniedException",
          "User: "
              + arn
              + " is not authorized to perform: ecr:"
              + action
              + " on resource: "
              + repository.arn()
              + " because no resource-based policy allows the ecr:"
              + action
              + " action");
    }
  }

  boolean add(Repository repository) {
    return table.putIfAbsent(repository.key(), repository);
  }

  Repository update(Repository repository, UnaryOperator<Repository> change) {
    return table
        .update(repository.key(), change)
        .orElseThrow(() -> EcrError.noRepository(repository.place(), repository.name()));
  }

  boolean remove(Repository repository) {
    return table.remove(repository.key());
  }
}
