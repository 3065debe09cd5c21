package dev.signalbox.core.route;

import dev.signalbox.core.release.Account;
import dev.signalbox.core.release.AccountId;
import dev.signalbox.core.release.Reach;
import dev.signalbox.core.release.Ref;
import dev.signalbox.core.release.Repository;
import java.util.List;
import java.util.Optional;

/** Everything a definition says about routing, and about what follows when pipelines have run. */
public record Routes(
    List<Account> accounts,
    List<WatchedRepository> repositories,
    List<Route> all,
    List<Promotion> promotions) {
  public Routes {
    accounts = List.copyOf(accounts);
    repositories = List.copyOf(repositories);
    all = List.copyOf(all);
    promotions = List.copyOf(promotions);
  }

  /** Where nothing follows. */
  public Routes(List<Account> accounts, List<WatchedRepository> repositories, List<Route> all) {
    this(accounts, repositories, all, List.of());
  }

  public boolean trust(AccountId account) {
    return accounts.stream().anyMatch(listed -> listed.id().equals(account));
  }

  /** The repositories whose branches start something, as far as we can look at them. */
  public List<WatchedRepository> reconciled() {
    return repositories.stream()
        .filter(watched -> watched.hosting().map(h -> h.token().isPresent()).orElse(true))
        .filter(watched -> watched.reach() instanceof Reach.Role)
        .filter(watched ->
            all.stream()
                .anyMatch(route ->
                    route.on() instanceof On.Branches on
                        && on.repository().equals(watched.repository())))
        .toList();
  }

  /** Whether some route is for this branch, whatever has changed there. */
  public boolean concern(Repository repository, Ref branch) {
    return all.stream()
        .map(Route::on)
        .anyMatch(on ->
            on instanceof On.Branches branches
                && branches.repository().equals(repository)
                && branches.names().take(branch.name()));
  }

  public Optional<WatchedRepository> watched(Repository repository) {
    return repositories.stream()
        .filter(watched -> watched.repository().equals(repository))
        .findFirst();
  }
}
