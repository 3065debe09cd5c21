package dev.signalbox.local.secretsmanager;

import dev.signalbox.local.api.AwsError;
import dev.signalbox.local.api.Caller;
import dev.signalbox.local.api.Service;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.secretsmanager.model.APIErrorType;
import software.amazon.awssdk.services.secretsmanager.model.BatchGetSecretValueRequest;
import software.amazon.awssdk.services.secretsmanager.model.BatchGetSecretValueResponse;
import software.amazon.awssdk.services.secretsmanager.model.DescribeSecretRequest;
import software.amazon.awssdk.services.secretsmanager.model.DescribeSecretResponse;
import software.amazon.awssdk.services.secretsmanager.model.GetRandomPasswordRequest;
import software.amazon.awssdk.services.secretsmanager.model.GetRandomPasswordResponse;
import software.amazon.awssdk.services.secretsmanager.model.GetSecretValueRequest;
import software.amazon.awssdk.services.secretsmanager.model.GetSecretValueResponse;
import software.amazon.awssdk.services.secretsmanager.model.SecretValueEntry;

/** The operations that answer what a secret is. */
final class ReadOperations {
  private final Secrets secrets;

  ReadOperations(Secrets secrets) {
    this.secrets = secrets;
  }

  void addTo(Service service) {
    service
        .on("GetSecretValue", GetSecretValueRequest::builder, this::value)
        .on("BatchGetSecretValue", BatchGetSecretValueRequest::builder, this::values)
        .on("DescribeSecret", DescribeSecretRequest::builder, this::describe)
        .on("GetRandomPassword", GetRandomPasswordRequest::builder, ReadOperations::password);
  }

  GetSecretValueResponse value(Caller caller, GetSecretValueRequest request) {
    Secret secret = secrets.usable(caller.place(), request.secretId());
    SecretVersion version = version(secret, request.versionId(), request.versionStage());
    return GetSecretValueResponse.builder()
        .arn(secret.arn())
        .name(secret.name())
        .versionId(version.id())
        .secretString(version.text().orElse(null))
        .secretBinary(bytes(version))
        .versionStages(version.stages())
        .createdDate(version.created())
        .build();
  }

  private static @Nullable SdkBytes bytes(SecretVersion version) {
    return version
        .binary()
        .map(it -> SdkBytes.fromByteArrayUnsafe(Base64.getDecoder().decode(it)))
        .orElse(null);
  }

  private static SecretVersion version(Secret secret, @Nullable String id, @Nullable String stage) {
    if (id == null) {
      String wanted = Optional.ofNullable(stage).orElse(SecretVersion.CURRENT);
      return secret
          .at(wanted)
          .orElseThrow(() ->
              Secrets.notFound(
                  "Secrets Manager can't find the specified secret value for staging label: "
                      + wanted));
    }
    SecretVersion version =
        secret
            .version(id)
            .orElseThrow(() ->
                Secrets.notFound(
                    "Secrets Manager can't find the specified secret value for VersionId: " + id));
    if (stage != null && !version.at(stage)) {
      throw Secrets.invalidRequest(
          "You provided a VersionStage that is not associated to the provided VersionId.");
    }
    return version;
  }

  private BatchGetSecretValueResponse values(Caller caller, BatchGetSecretValueRequest request) {
    if (request.secretIdList().isEmpty() || !request.filters().isEmpty()) {
      throw AwsError.notImplemented("secretsmanager", "BatchGetSecretValue with Filters");
    }
    List<SecretValueEntry> values = new ArrayList<>();
    List<APIErrorType> errors = new ArrayList<>();
    for (String id : request.secretIdList()) {
      try {
        Secret secret = secrets.usable(caller.place(), id);
        values.add(entry(secret, version(secret, null, null)));
      } catch (AwsError e) {
        errors.add(
            APIErrorType.builder()
                .secretId(id)
                .errorCode(e.code())
                .message(e.getMessage())
                .build());
      }
    }
    return BatchGetSecretValueResponse.builder().secretValues(values).errors(errors).build();
  }

  private static SecretValueEntry entry(Secret secret, SecretVersion version) {
    return SecretValueEntry.builder()
        .arn(secret.arn())
        .name(secret.name())
        .versionId(version.id())
        .secretString(version.text().orElse(null))
        .secretBinary(bytes(version))
        .versionStages(version.stages())
        .createdDate(version.created())
        .build();
  }

  private DescribeSecretResponse describe(Caller caller, DescribeSecretRequest request) {
    Secret secret = secrets.get(caller.place(), request.secretId());
    return DescribeSecretResponse.builder()
        .arn(secret.arn())
        .name(secret.name())
        .description(secret.description().orElse(null))
        .kmsKeyId(secret.kmsKeyId().orElse(null))
        .tags(secret.tags().isEmpty() ? null : TagOperations.tags(secret))
        .versionIdsToStages(secret.stages().isEmpty() ? null : secret.stages())
        .createdDate(secret.created())
        .lastChangedDate(secret.changed())
        .deletedDate(secret.deletion().orElse(null))
        .build();
  }

  private static GetRandomPasswordResponse password(
      Caller caller, GetRandomPasswordRequest request) {
    return GetRandomPasswordResponse.builder().randomPassword(Passwords.of(request)).build();
  }
}
