package dev.signalbox.local.sts;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.signalbox.local.api.AwsError;
import dev.signalbox.local.api.Clock;
import dev.signalbox.local.api.Place;
import dev.signalbox.local.api.Resources;
import dev.signalbox.local.api.Roles;
import dev.signalbox.local.api.Store;
import dev.signalbox.local.api.Table;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** The roles of every account: made from templates or by IAM calls. */
public final class KnownRoles implements Roles, Resources {
  private final Table<Role> roles;
  private final AccessKeys keys;
  private final Clock clock;

  public KnownRoles(Store store, AccessKeys keys, Clock clock) {
    this.roles = store.table("roles", Role.class);
    this.keys = keys;
    this.clock = clock;
  }

  Optional<Role> find(String account, String name) {
    return roles.get(key(account, name));
  }

  Role existing(String account, String name) {
    return find(account, name)
        .orElseThrow(() ->
            new AwsError("NoSuchEntity", 404, "The role with name " + name + " cannot be found."));
  }

  List<Role> of(String account) {
    return roles.startingWith(account + "/");
  }

  boolean add(Role role) {
    return roles.putIfAbsent(key(role.account(), role.name()), role);
  }

  void put(Role role) {
    roles.put(key(role.account(), role.name()), role);
  }

  boolean remove(String account, String name) {
    return roles.remove(key(account, name));
  }

  Role blank(String account, String name, String path, String trustPolicy) {
    String id =
        "AROA"
            + UUID.randomUUID()
                .toString()
                .replace("-", "")
                .substring(0, 17)
                .toUpperCase(Locale.ROOT);
    return new Role(
        account,
        name,
        id,
        path,
        "",
        trustPolicy,
        3600,
        clock.instant().toEpochMilli(),
        Map.of(),
        Map.of(),
        Map.of());
  }

  private static String key(String account, String name) {
    return account + "/" + name.toLowerCase(Locale.ROOT);
  }

  @Override
  public Credentials actAs(Place place, String roleName, String sessionName, Duration validity) {
    Role role = existing(place.account(), roleName);
    return keys.session(place, role.name(), role.id(), sessionName, validity);
  }

  @Override
  public Set<String> types() {
    return Set.of("AWS::IAM::Role");
  }

  @Override
  public Made make(Place place, String type, String logicalId, String name, ObjectNode properties) {
    JsonNode named = properties.path("RoleName");
    String roleName = named.isTextual() ? named.textValue() : name;
    String path = properties.path("Path").asText("/");
    String trust = properties.path("AssumeRolePolicyDocument").toString();
    Role role =
        find(place.account(), roleName)
            .orElseGet(() -> blank(place.account(), roleName, path, trust));
    put(role.withTrust(trust));
    return new Made(roleName, Map.of("Arn", role.arn(), "RoleId", role.id()));
  }
}
