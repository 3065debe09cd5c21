package dev.signalbox.definitions.yaml;

import dev.signalbox.core.release.Account;
import dev.signalbox.core.release.AccountId;
import dev.signalbox.core.release.Reach;
import dev.signalbox.core.release.Region;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.nodes.Node;

/** Reads the section 'accounts'. */
final class Accounts {
  private static final List<String> KEYS = List.of("id", "region", "role", "bus", "external-id");

  private final Problems problems;
  private final Map<String, Optional<Account>> byName = new LinkedHashMap<>();

  Accounts(Problems problems) {
    this.problems = problems;
  }

  void read(Node node) {
    Section.of("'accounts'", node, problems)
        .ifPresent(section ->
            section
                .entries()
                .forEach((name, value) -> byName.put(name.value(), account(name, value))));
  }

  List<Account> all() {
    return byName.values().stream().flatMap(Optional::stream).toList();
  }

  /**
   * The account of this name; that there is none is a problem, that it is broken was one already.
   */
  Optional<Account> named(Text name) {
    if (!byName.containsKey(name.value())) {
      problems.error(
          name.node(),
          "there is no account '%s'%s"
              .formatted(name.value(), Suggestion.among(byName.keySet(), name.value())));
    }
    return byName.getOrDefault(name.value(), Optional.empty());
  }

  private Optional<Account> account(Text name, Node node) {
    Optional<String> checkedName = Names.shaped(name, Names.NAME, "a name", problems);
    Optional<Section> section = Section.of("account '" + name.value() + "'", node, problems, KEYS);
    if (section.isEmpty()) {
      return Optional.empty();
    }
    Optional<AccountId> id =
        section.get().requireText("id").flatMap(t -> Names.value(t, AccountId::new, problems));
    Optional<Region> region =
        section.get().requireText("region").flatMap(t -> Names.value(t, Region::new, problems));
    Optional<Reach> reach = reach(section.get());
    return checkedName.isPresent() && id.isPresent() && region.isPresent() && reach.isPresent()
        ? Optional.of(new Account(checkedName.get(), id.get(), region.get(), reach.get()))
        : Optional.empty();
  }

  private Optional<Reach> reach(Section section) {
    List<Reach> ways = new ArrayList<>();
    Optional<Text> externalId = section.text("external-id");
    externalId.ifPresent(t -> Names.shaped(t, Names.EXTERNAL_ID, "an external id", problems));
    section
        .text("role")
        .flatMap(t -> Names.shaped(t, Names.ROLE, "a role's name", problems))
        .ifPresent(role -> ways.add(new Reach.Role(role, externalId.map(Text::value))));
    section
        .text("bus")
        .flatMap(t -> Names.shaped(t, Names.BUS, "a bus's name", problems))
        .ifPresent(bus -> ways.add(new Reach.Bus(bus)));
    boolean role = section.find("role").isPresent();
    boolean bus = section.find("bus").isPresent();
    if (role == bus) {
      problems.error(
          section.node(),
          role
              ? "an account has a 'role' to assume or a 'bus' to forward to, not both"
              : "an account needs a 'role' to assume or a 'bus' to forward to");
    } else if (bus && externalId.isPresent()) {
      problems.error(section.node(), "'external-id' goes with a 'role', not with a 'bus'");
    }
    return ways.size() == 1 ? Optional.of(ways.getFirst()) : Optional.empty();
  }
}
