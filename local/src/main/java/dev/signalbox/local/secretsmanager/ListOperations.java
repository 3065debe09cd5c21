package dev.signalbox.local.secretsmanager;

import dev.signalbox.local.api.AwsError;
import dev.signalbox.local.api.Caller;
import dev.signalbox.local.api.Paging;
import dev.signalbox.local.api.Paging.Page;
import dev.signalbox.local.api.Service;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import software.amazon.awssdk.services.secretsmanager.model.Filter;
import software.amazon.awssdk.services.secretsmanager.model.ListSecretVersionIdsRequest;
import software.amazon.awssdk.services.secretsmanager.model.ListSecretVersionIdsResponse;
import software.amazon.awssdk.services.secretsmanager.model.ListSecretsRequest;
import software.amazon.awssdk.services.secretsmanager.model.ListSecretsResponse;
import software.amazon.awssdk.services.secretsmanager.model.SecretListEntry;
import software.amazon.awssdk.services.secretsmanager.model.SecretVersionsListEntry;
import software.amazon.awssdk.services.secretsmanager.model.SortOrderType;

/** The lists of secrets and of their versions. */
final class ListOperations {
  private static final Paging PAGES =
      new Paging(
          "secrets",
          100,
          100,
          () -> AwsError.of("InvalidNextTokenException", "Invalid NextToken."));

  private final Secrets secrets;

  ListOperations(Secrets secrets) {
    this.secrets = secrets;
  }

  void addTo(Service service) {
    service
        .on("ListSecrets", ListSecretsRequest::builder, this::list)
        .on("ListSecretVersionIds", ListSecretVersionIdsRequest::builder, this::versions);
  }

  private ListSecretsResponse list(Caller caller, ListSecretsRequest request) {
    Comparator<Secret> order = Comparator.comparing(Secret::created);
    List<Secret> found =
        secrets.of(caller.place()).stream()
            .filter(it ->
                it.deletion().isEmpty() || Boolean.TRUE.equals(request.includePlannedDeletion()))
            .filter(it -> request.filters().stream().allMatch(filter -> matches(it, filter)))
            .sorted(request.sortOrder() == SortOrderType.DESC ? order.reversed() : order)
            .toList();
    Page<Secret> page = PAGES.page(found, request.maxResults(), request.nextToken());
    return ListSecretsResponse.builder()
        .secretList(page.items().stream().map(ListOperations::entry).toList())
        .nextToken(page.next())
        .build();
  }

  /** Any of a filter's values will do; one with an exclamation mark must not match. */
  private static boolean matches(Secret secret, Filter filter) {
    List<String> wanted = filter.values().stream().filter(it -> !it.startsWith("!")).toList();
    boolean excluded =
        filter.values().stream()
            .filter(it -> it.startsWith("!"))
            .anyMatch(it -> has(secret, filter.keyAsString(), it.substring(1)));
    return !excluded
        && (wanted.isEmpty()
            || wanted.stream().anyMatch(it -> has(secret, filter.keyAsString(), it)));
  }

  private static boolean has(Secret secret, String key, String value) {
    return switch (key) {
      case "name" -> secret.name().startsWith(value);
      case "description" -> secret.description().filter(it -> begins(it, value)).isPresent();
      case "tag-key" -> secret.tags().keySet().stream().anyMatch(it -> it.startsWith(value));
      case "tag-value" -> secret.tags().values().stream().anyMatch(it -> it.startsWith(value));
      case "primary-region" -> secret.place().region().startsWith(value);
      case "owning-service" -> false;
      default -> anywhere(secret).anyMatch(it -> begins(it, value));
    };
  }

  private static Stream<String> anywhere(Secret secret) {
    return Stream.of(
            Stream.of(secret.name()),
            secret.description().stream(),
            secret.tags().keySet().stream(),
            secret.tags().values().stream())
        .flatMap(it -> it);
  }

  private static boolean begins(String text, String value) {
    return text.regionMatches(true, 0, value, 0, value.length());
  }

  private static SecretListEntry entry(Secret secret) {
    return SecretListEntry.builder()
        .arn(secret.arn())
        .name(secret.name())
        .description(secret.description().orElse(null))
        .kmsKeyId(secret.kmsKeyId().orElse(null))
        .tags(TagOperations.tags(secret))
        .secretVersionsToStages(secret.stages().isEmpty() ? null : secret.stages())
        .createdDate(secret.created())
        .lastChangedDate(secret.changed())
        .deletedDate(secret.deletion().orElse(null))
        .build();
  }

  private ListSecretVersionIdsResponse versions(
      Caller caller, ListSecretVersionIdsRequest request) {
    Secret secret = secrets.get(caller.place(), request.secretId());
    List<SecretVersion> found =
        secret.versions().stream()
            .filter(
                it -> !it.stages().isEmpty() || Boolean.TRUE.equals(request.includeDeprecated()))
            .toList();
    Page<SecretVersion> page = PAGES.page(found, request.maxResults(), request.nextToken());
    return ListSecretVersionIdsResponse.builder()
        .arn(secret.arn())
        .name(secret.name())
        .versions(
            page.items().stream()
                .map(it ->
                    SecretVersionsListEntry.builder()
                        .versionId(it.id())
                        .versionStages(it.stages().isEmpty() ? null : it.stages())
                        .createdDate(it.created())
                        .build())
                .toList())
        .nextToken(page.next())
        .build();
  }
}
