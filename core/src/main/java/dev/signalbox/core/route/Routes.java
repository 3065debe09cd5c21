package dev.signalbox.core.route;

import dev.signalbox.core.release.Account;
import dev.signalbox.core.release.AccountId;
import dev.signalbox.core.release.Repository;
import java.util.List;
import java.util.Optional;

/** Everything a definition says about routing. */
public record Routes(
    List<Account> accounts, List<WatchedRepository> repositories, List<Route> all) {
  public Routes {
    accounts = List.copyOf(accounts);
    repositories = List.copyOf(repositories);
    all = List.copyOf(all);
  }

  public boolean trust(AccountId account) {
    return accounts.stream().anyMatch(listed -> listed.id().equals(account));
  }

  public Optional<WatchedRepository> watched(Repository repository) {
    return repositories.stream()
        .filter(watched -> watched.repository().equals(repository))
        .findFirst();
  }
}
