package dev.signalbox.cli.online;

import dev.signalbox.aws.client.AssumedRoles;
import dev.signalbox.aws.client.Connection;
import dev.signalbox.core.Refused;
import dev.signalbox.core.Unavailable;
import dev.signalbox.core.release.Account;
import dev.signalbox.core.release.Reach;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.sts.StsClient;

/** The ways into the accounts of a definition, each tried once. */
final class Doors {
  private static final String SESSION = "signalbox-validate";

  private final Me me;
  private final AssumedRoles roles;
  private final Consumer<Finding> findings;
  private final Map<Account, Optional<Connection>> opened = new HashMap<>();

  Doors(Me me, Consumer<Finding> findings) {
    this.me = me;
    this.roles =
        new AssumedRoles(me.connection().client(StsClient.builder()), InstantSource.system());
    this.findings = findings;
  }

  /** The way in: by its role or, in our own account, as ourselves. */
  Optional<Connection> into(Account account) {
    // Not computeIfAbsent: trying a door takes calls.
    Optional<Connection> known = opened.get(account);
    if (known == null) {
      known = account.reach() instanceof Reach.Role role ? open(account, role) : Optional.empty();
      opened.put(account, known);
    }
    return known;
  }

  private Optional<Connection> open(Account account, Reach.Role role) {
    if (account.id().equals(me.account())) {
      // A person sees more than the role does, which is there to start pipelines.
      trust(account, role, me.connection());
      return Optional.of(me.connection());
    }
    Optional<Connection> in = assume(account, role);
    in.ifPresentOrElse(
        connection -> trust(account, role, connection),
        () ->
            findings.accept(
                Finding.notChecked(
                    path(account),
                    ("role '%s' cannot be assumed by %s: it is not there, or lets only others in%s."
                            + " Nothing of account %s is checked; ask with credentials of that"
                            + " account, and --router-role with the ARN of the router's role")
                        .formatted(role.name(), me.arn(), externalId(role), account.id()))));
    return in;
  }

  private Optional<Connection> assume(Account account, Reach.Role role) {
    try {
      var credentials =
          roles.of(role.arn(account.id(), account.region()), role.externalId(), SESSION);
      Connection ours = me.connection();
      return Optional.of(new Connection(ours.region(), ours.endpoint(), credentials, ours.http()));
    } catch (Refused | Unavailable e) {
      return Optional.empty();
    }
  }

  private void trust(Account account, Reach.Role role, Connection connection) {
    String name = role.name().substring(role.name().lastIndexOf('/') + 1);
    switch (Answer.to(
        "iam:GetRole",
        () ->
            connection
                .client(IamClient.builder())
                .getRole(request -> request.roleName(name))
                .role()
                .assumeRolePolicyDocument())) {
      case Answer.Known(String policy) -> trust(account, role, policy);
      case Answer.Absent() ->
          findings.accept(
              Finding.problem(
                  path(account),
                  "there is no role '%s' in account %s: create it, and let %s assume it"
                      .formatted(role.name(), account.id(), me.router())));
      case Answer.Untold(String why) ->
          findings.accept(
              Finding.notChecked(
                  path(account),
                  "whether role '%s' in account %s lets %s assume it: %s"
                      .formatted(role.name(), account.id(), me.router(), why)));
    }
  }

  private void trust(Account account, Reach.Role role, String policy) {
    String json =
        policy.startsWith("{") ? policy : URLDecoder.decode(policy, StandardCharsets.UTF_8);
    Map<String, String> context =
        role.externalId().map(id -> Map.of("sts:externalid", id)).orElse(Map.of());
    switch (TrustPolicy.of(json).lets(me.router(), "sts:AssumeRole", context)) {
      case YES -> {}
      case NO ->
          findings.accept(
              Finding.problem(
                  path(account),
                  "role '%s' in account %s does not let %s assume it%s: change its trust policy"
                      .formatted(role.name(), account.id(), me.router(), externalId(role))));
      case UNSURE ->
          findings.accept(
              Finding.notChecked(
                  path(account),
                  "whether role '%s' in account %s lets %s assume it: its trust policy has"
                          .formatted(role.name(), account.id(), me.router())
                      + " conditions that only AWS can judge"));
    }
  }

  private static String externalId(Reach.Role role) {
    return role.externalId().map(id -> " with external id '" + id + "'").orElse("");
  }

  private static List<String> path(Account account) {
    return List.of("accounts", account.name(), "role");
  }
}
