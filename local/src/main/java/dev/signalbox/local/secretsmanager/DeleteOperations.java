package dev.signalbox.local.secretsmanager;

import dev.signalbox.local.api.Caller;
import dev.signalbox.local.api.Service;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import software.amazon.awssdk.services.secretsmanager.model.DeleteSecretRequest;
import software.amazon.awssdk.services.secretsmanager.model.DeleteSecretResponse;
import software.amazon.awssdk.services.secretsmanager.model.RestoreSecretRequest;
import software.amazon.awssdk.services.secretsmanager.model.RestoreSecretResponse;

/** Deleting secrets, and changing one's mind. */
final class DeleteOperations {
  private static final long USUAL_WINDOW = 30;

  private final Secrets secrets;

  DeleteOperations(Secrets secrets) {
    this.secrets = secrets;
  }

  void addTo(Service service) {
    service
        .on("DeleteSecret", DeleteSecretRequest::builder, this::delete)
        .on("RestoreSecret", RestoreSecretRequest::builder, this::restore);
  }

  private DeleteSecretResponse delete(Caller caller, DeleteSecretRequest request) {
    boolean atOnce = Boolean.TRUE.equals(request.forceDeleteWithoutRecovery());
    Optional<Long> window = Optional.ofNullable(request.recoveryWindowInDays());
    if (atOnce && window.isPresent()) {
      throw Secrets.invalidParameter(
          "You can't use ForceDeleteWithoutRecovery in conjunction with RecoveryWindowInDays.");
    }
    if (window.isPresent() && (window.get() < 7 || window.get() > USUAL_WINDOW)) {
      throw Secrets.invalidParameter(
          "The RecoveryWindowInDays value must be between 7 and 30 days (inclusive).");
    }
    return atOnce
        ? deleteNow(caller, request.secretId())
        : deleteLater(caller, request.secretId(), Duration.ofDays(window.orElse(USUAL_WINDOW)));
  }

  /** Of one that is not there nothing is said, so that the request can be repeated. */
  private DeleteSecretResponse deleteNow(Caller caller, String id) {
    DeleteSecretResponse.Builder answer =
        DeleteSecretResponse.builder().name(id).deletionDate(secrets.now());
    secrets
        .find(caller.place(), id)
        .ifPresent(secret -> {
          secrets.remove(secret);
          answer.arn(secret.arn()).name(secret.name());
        });
    return answer.build();
  }

  private DeleteSecretResponse deleteLater(Caller caller, String id, Duration window) {
    Secret secret = secrets.get(caller.place(), id);
    Instant gone = secrets.now().plus(window);
    secrets.updateAny(
        secret,
        it -> {
          if (it.deletion().isPresent()) {
            throw Secrets.invalidRequest(
                "You can't perform this operation on the secret because it was already scheduled"
                    + " for deletion.");
          }
          return it.goneAt(Optional.of(gone));
        });
    return DeleteSecretResponse.builder()
        .arn(secret.arn())
        .name(secret.name())
        .deletionDate(gone)
        .build();
  }

  private RestoreSecretResponse restore(Caller caller, RestoreSecretRequest request) {
    Secret secret = secrets.get(caller.place(), request.secretId());
    secrets.updateAny(secret, it -> it.goneAt(Optional.empty()));
    return RestoreSecretResponse.builder().arn(secret.arn()).name(secret.name()).build();
  }
}
