package dev.signalbox.local.secretsmanager;

import dev.signalbox.local.api.AwsError;
import dev.signalbox.local.api.Caller;
import dev.signalbox.local.api.Service;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.secretsmanager.model.CreateSecretRequest;
import software.amazon.awssdk.services.secretsmanager.model.CreateSecretResponse;
import software.amazon.awssdk.services.secretsmanager.model.PutSecretValueRequest;
import software.amazon.awssdk.services.secretsmanager.model.PutSecretValueResponse;
import software.amazon.awssdk.services.secretsmanager.model.UpdateSecretRequest;
import software.amazon.awssdk.services.secretsmanager.model.UpdateSecretResponse;
import software.amazon.awssdk.services.secretsmanager.model.UpdateSecretVersionStageRequest;
import software.amazon.awssdk.services.secretsmanager.model.UpdateSecretVersionStageResponse;

/** The operations that make secrets and give them values. */
final class WriteOperations {
  private final Secrets secrets;

  WriteOperations(Secrets secrets) {
    this.secrets = secrets;
  }

  void addTo(Service service) {
    service
        .on("CreateSecret", CreateSecretRequest::builder, this::create)
        .on("PutSecretValue", PutSecretValueRequest::builder, this::put)
        .on("UpdateSecret", UpdateSecretRequest::builder, this::update)
        .on("UpdateSecretVersionStage", UpdateSecretVersionStageRequest::builder, this::moveStage);
  }

  CreateSecretResponse create(Caller caller, CreateSecretRequest request) {
    if (!request.name().matches("[A-Za-z0-9/_+=.@!-]+")) {
      throw AwsError.validation(
          "Invalid name. Must be a valid name containing alphanumeric characters, or any of the"
              + " following: -/_+=.@!");
    }
    if (!request.addReplicaRegions().isEmpty()) {
      throw AwsError.notImplemented("secretsmanager", "CreateSecret with AddReplicaRegions");
    }
    Map<String, String> tags = new LinkedHashMap<>();
    request.tags().forEach(tag -> tags.put(tag.key(), tag.value()));
    Secret secret =
        new Secret(
            caller.place(),
            request.name(),
            Passwords.letters(6),
            Optional.ofNullable(request.description()),
            Optional.ofNullable(request.kmsKeyId()),
            tags,
            List.of(),
            secrets.now(),
            secrets.now(),
            Optional.empty());
    Optional<SecretVersion> version =
        version(request.clientRequestToken(), request.secretString(), request.secretBinary());
    Secret made = version.map(it -> with(secret, it, List.of())).orElse(secret);
    Secret kept = secrets.add(made) ? made : repeated(made, version);
    return CreateSecretResponse.builder()
        .arn(kept.arn())
        .name(kept.name())
        .versionId(version.map(SecretVersion::id).orElse(null))
        .build();
  }

  /** A request that is sent again is answered again. */
  private Secret repeated(Secret made, Optional<SecretVersion> version) {
    Secret known = secrets.get(made.place(), made.name());
    if (known.deletion().isPresent()) {
      throw Secrets.invalidRequest(
          "You can't create this secret because a secret with this name is already scheduled for"
              + " deletion.");
    }
    return version
        .flatMap(wanted -> known.version(wanted.id()).filter(wanted::sameValue))
        .map(_ -> known)
        .orElseThrow(() ->
            AwsError.of(
                "ResourceExistsException",
                "The operation failed because the secret " + made.name() + " already exists."));
  }

  PutSecretValueResponse put(Caller caller, PutSecretValueRequest request) {
    Secret secret = secrets.usable(caller.place(), request.secretId());
    SecretVersion version =
        version(request.clientRequestToken(), request.secretString(), request.secretBinary())
            .orElseThrow(() ->
                Secrets.invalidRequest("You must provide either SecretString or SecretBinary."));
    Secret changed = secrets.update(secret, it -> with(it, version, request.versionStages()));
    return PutSecretValueResponse.builder()
        .arn(changed.arn())
        .name(changed.name())
        .versionId(version.id())
        .versionStages(changed.version(version.id()).map(SecretVersion::stages).orElse(List.of()))
        .build();
  }

  private UpdateSecretResponse update(Caller caller, UpdateSecretRequest request) {
    Secret secret = secrets.usable(caller.place(), request.secretId());
    Optional<SecretVersion> version =
        version(request.clientRequestToken(), request.secretString(), request.secretBinary());
    Secret changed =
        secrets.update(
            secret,
            it -> {
              Secret described =
                  it.described(
                      Optional.ofNullable(request.description()),
                      Optional.ofNullable(request.kmsKeyId()),
                      secrets.now());
              return version.map(v -> with(described, v, List.of())).orElse(described);
            });
    return UpdateSecretResponse.builder()
        .arn(changed.arn())
        .name(changed.name())
        .versionId(version.map(SecretVersion::id).orElse(null))
        .build();
  }

  private Optional<SecretVersion> version(
      @Nullable String token, @Nullable String text, @Nullable SdkBytes binary) {
    if (text != null && binary != null) {
      throw Secrets.invalidParameter(
          "You can't specify both a binary secret value and a string secret value in the same"
              + " secret.");
    }
    if (text == null && binary == null) {
      return Optional.empty();
    }
    return Optional.of(
        new SecretVersion(
            token == null ? UUID.randomUUID().toString() : token,
            Optional.ofNullable(text),
            Optional.ofNullable(binary)
                .map(it -> Base64.getEncoder().encodeToString(it.asByteArrayUnsafe())),
            List.of(),
            secrets.now()));
  }

  /** The first version is the current one whatever else it is; without stages, a later one too. */
  private Secret with(Secret secret, SecretVersion version, List<String> stages) {
    Optional<SecretVersion> known = secret.version(version.id());
    if (known.isPresent()) {
      if (!known.get().sameValue(version)) {
        throw AwsError.of(
            "ResourceExistsException",
            "You can't use ClientRequestToken "
                + version.id()
                + " because that value is already in use for a version of secret "
                + secret.arn()
                + ".");
      }
      return secret;
    }
    boolean current = stages.isEmpty() || secret.at(SecretVersion.CURRENT).isEmpty();
    List<String> all =
        Stream.concat(stages.stream(), current ? Stream.of(SecretVersion.CURRENT) : Stream.empty())
            .distinct()
            .toList();
    return secret.with(version, all, secrets.now());
  }

  private UpdateSecretVersionStageResponse moveStage(
      Caller caller, UpdateSecretVersionStageRequest request) {
    Secret secret = secrets.usable(caller.place(), request.secretId());
    Secret changed = secrets.update(secret, it -> moved(it, request));
    return UpdateSecretVersionStageResponse.builder()
        .arn(changed.arn())
        .name(changed.name())
        .build();
  }

  private Secret moved(Secret secret, UpdateSecretVersionStageRequest request) {
    String stage = request.versionStage();
    Optional<String> to = Optional.ofNullable(request.moveToVersionId());
    Optional<String> from = Optional.ofNullable(request.removeFromVersionId());
    Stream.concat(to.stream(), from.stream())
        .filter(id -> secret.version(id).isEmpty())
        .forEach(id -> {
          throw Secrets.notFound(
              "Secrets Manager can't find the specified secret value for VersionId: " + id);
        });
    Optional<String> holder = secret.at(stage).map(SecretVersion::id);
    if (from.isPresent() && !from.equals(holder)) {
      throw Secrets.invalidParameter(
          "The parameter RemoveFromVersionId can't be "
              + from.get()
              + ". Staging label "
              + stage
              + " is not currently attached to that version.");
    }
    if (to.isPresent() && from.isEmpty() && holder.isPresent() && !holder.equals(to)) {
      throw Secrets.invalidParameter(
          "The parameter RemoveFromVersionId can't be empty. Staging label "
              + stage
              + " is currently attached to version "
              + holder.get()
              + ", so you must explicitly reference that version in RemoveFromVersionId.");
    }
    if (to.isEmpty() && stage.equals(SecretVersion.CURRENT)) {
      throw Secrets.invalidParameter(
          "You can only move staging label AWSCURRENT to a different secret version. It can't be"
              + " completely removed.");
    }
    return to.map(id -> secret.moved(stage, id, secrets.now()))
        .orElseGet(() -> secret.withoutStage(stage, secrets.now()));
  }
}
