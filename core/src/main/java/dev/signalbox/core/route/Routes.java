package dev.signalbox.core.route;

import dev.signalbox.core.release.Account;
import dev.signalbox.core.release.AccountId;
import dev.signalbox.core.release.Repository;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Everything a definition says about routing.
 *
 * @param defaultBranches the repositories whose pushes are routed, each with its default branch
 */
public record Routes(
    List<Account> accounts, Map<Repository, String> defaultBranches, List<Route> all) {
  public Routes {
    accounts = List.copyOf(accounts);
    defaultBranches = Collections.unmodifiableMap(new LinkedHashMap<>(defaultBranches));
    all = List.copyOf(all);
  }

  public boolean trust(AccountId account) {
    return accounts.stream().anyMatch(listed -> listed.id().equals(account));
  }
}
