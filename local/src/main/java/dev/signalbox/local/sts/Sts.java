package dev.signalbox.local.sts;

import dev.signalbox.local.api.Arn;
import dev.signalbox.local.api.AwsError;
import dev.signalbox.local.api.Caller;
import dev.signalbox.local.api.Place;
import dev.signalbox.local.api.ResourcePolicy;
import dev.signalbox.local.api.ResourcePolicy.Principal;
import dev.signalbox.local.api.Roles;
import dev.signalbox.local.api.Service;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import software.amazon.awssdk.services.sts.model.AssumeRoleRequest;
import software.amazon.awssdk.services.sts.model.AssumeRoleResponse;
import software.amazon.awssdk.services.sts.model.Credentials;
import software.amazon.awssdk.services.sts.model.GetAccessKeyInfoRequest;
import software.amazon.awssdk.services.sts.model.GetAccessKeyInfoResponse;
import software.amazon.awssdk.services.sts.model.GetCallerIdentityRequest;
import software.amazon.awssdk.services.sts.model.GetCallerIdentityResponse;
import software.amazon.awssdk.services.sts.model.GetSessionTokenRequest;
import software.amazon.awssdk.services.sts.model.GetSessionTokenResponse;

/**
 * STS: who am I, and may I be that role. A role is assumed only when it is known and its trust
 * policy allows the caller.
 */
public final class Sts {
  private final AccessKeys keys;
  private final KnownRoles roles;

  public Sts(AccessKeys keys, KnownRoles roles) {
    this.keys = keys;
    this.roles = roles;
  }

  public Service api() {
    return new Service("sts")
        .on("GetCallerIdentity", GetCallerIdentityRequest::builder, this::identity)
        .on("GetAccessKeyInfo", GetAccessKeyInfoRequest::builder, this::keyInfo)
        .on("GetSessionToken", GetSessionTokenRequest::builder, this::sessionToken)
        .on("AssumeRole", AssumeRoleRequest::builder, this::assume);
  }

  private GetCallerIdentityResponse identity(Caller caller, GetCallerIdentityRequest request) {
    return GetCallerIdentityResponse.builder()
        .account(caller.account())
        .arn(caller.arn())
        .userId(caller.userId())
        .build();
  }

  private GetAccessKeyInfoResponse keyInfo(Caller caller, GetAccessKeyInfoRequest request) {
    return keys.apply(request.accessKeyId())
        .map(key -> GetAccessKeyInfoResponse.builder().account(key.account()).build())
        .orElseThrow(() -> AwsError.of("ValidationError", "The access key does not exist"));
  }

  private GetSessionTokenResponse sessionToken(Caller caller, GetSessionTokenRequest request) {
    if (caller.arn().contains(":assumed-role/")) {
      throw new AwsError(
          "AccessDenied", 403, "Cannot call GetSessionToken with session credentials");
    }
    int seconds = Optional.ofNullable(request.durationSeconds()).orElse(3600);
    return GetSessionTokenResponse.builder()
        .credentials(shown(keys.session(caller, Duration.ofSeconds(seconds))))
        .build();
  }

  private static Credentials shown(Roles.Credentials made) {
    return Credentials.builder()
        .accessKeyId(made.accessKeyId())
        .secretAccessKey(made.secretAccessKey())
        .sessionToken(made.sessionToken())
        .expiration(made.expiration().truncatedTo(ChronoUnit.SECONDS))
        .build();
  }

  private AssumeRoleResponse assume(Caller caller, AssumeRoleRequest request) {
    Iam.checked(Optional.ofNullable(request.policy()).orElse("{}"));
    Role role = trusted(caller, request).orElseThrow(() -> denied(caller, request));
    int seconds = Optional.ofNullable(request.durationSeconds()).orElse(3600);
    if (seconds > role.maxSessionSeconds()) {
      throw AwsError.of(
          "ValidationError",
          "The requested DurationSeconds exceeds the MaxSessionDuration set for this role.");
    }
    Place place = new Place(role.account(), caller.region());
    Roles.Credentials made =
        keys.session(
            place, role.name(), role.id(), request.roleSessionName(), Duration.ofSeconds(seconds));
    return AssumeRoleResponse.builder()
        .credentials(shown(made))
        .assumedRoleUser(user ->
            user.arn(
                    "arn:aws:sts::"
                        + role.account()
                        + ":assumed-role/"
                        + role.name()
                        + "/"
                        + request.roleSessionName())
                .assumedRoleId(role.id() + ":" + request.roleSessionName()))
        .build();
  }

  private Optional<Role> trusted(Caller caller, AssumeRoleRequest request) {
    return Arn.parse(request.roleArn())
        .filter(arn -> arn.service().equals("iam") && arn.resource().startsWith("role/"))
        .flatMap(arn ->
            roles.find(
                arn.account(), arn.resource().substring(arn.resource().lastIndexOf('/') + 1)))
        .filter(role -> role.arn().equals(request.roleArn()))
        .filter(role -> allows(role, caller, request));
  }

  private static boolean allows(Role role, Caller caller, AssumeRoleRequest request) {
    String principal = roleArn(caller.arn());
    Map<String, String> context = new HashMap<>();
    context.put("aws:PrincipalArn", principal);
    context.put("aws:PrincipalAccount", caller.account());
    context.put("sts:RoleSessionName", request.roleSessionName());
    Optional.ofNullable(request.externalId()).ifPresent(id -> context.put("sts:ExternalId", id));
    Function<String, Boolean> allowed =
        arn ->
            ResourcePolicy.parse(role.trustPolicy())
                .allows(
                    new ResourcePolicy.Request(
                        new Principal.Identity(caller.account(), arn),
                        "sts:AssumeRole",
                        role.arn(),
                        context));
    return allowed.apply(principal) || allowed.apply(caller.arn());
  }

  /** A session's policies name its role, not the session. */
  private static String roleArn(String caller) {
    return Arn.parse(caller)
        .filter(arn -> arn.resource().startsWith("assumed-role/"))
        .map(arn -> "arn:aws:iam::" + arn.account() + ":role/" + arn.resource().split("/", -1)[1])
        .orElse(caller);
  }

  private static AwsError denied(Caller caller, AssumeRoleRequest request) {
    return new AwsError(
        "AccessDenied",
        403,
        "User: "
            + caller.arn()
            + " is not authorized to perform: sts:AssumeRole on resource: "
            + request.roleArn());
  }
}
