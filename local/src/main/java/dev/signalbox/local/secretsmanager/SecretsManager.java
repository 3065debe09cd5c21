package dev.signalbox.local.secretsmanager;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.signalbox.local.api.AwsError;
import dev.signalbox.local.api.Caller;
import dev.signalbox.local.api.Clock;
import dev.signalbox.local.api.Place;
import dev.signalbox.local.api.Resources;
import dev.signalbox.local.api.Service;
import dev.signalbox.local.api.Store;
import java.util.Optional;
import software.amazon.awssdk.services.secretsmanager.model.GetSecretValueRequest;

/** Secrets Manager: secrets by name, with versions that stages stand at. */
public final class SecretsManager {
  private static final JsonMapper JSON = new JsonMapper();

  private final Secrets secrets;
  private final WriteOperations writes;
  private final ReadOperations reads;

  public SecretsManager(Store store, Clock clock) {
    secrets = new Secrets(store, clock);
    writes = new WriteOperations(secrets);
    reads = new ReadOperations(secrets);
  }

  public Service api() {
    Service service = new Service("secretsmanager");
    writes.addTo(service);
    reads.addTo(service);
    new ListOperations(secrets).addTo(service);
    new DeleteOperations(secrets).addTo(service);
    new TagOperations(secrets).addTo(service);
    return service;
  }

  /** {@code AWS::SecretsManager::Secret}. */
  public Resources resources() {
    return new SecretResources(secrets, writes);
  }

  /**
   * A secret's text, or what it holds under a key if it is JSON.
   *
   * @param reference {@code secret-id[:json-key[:version-stage[:version-id]]]}
   * @throws AwsError ResourceNotFoundException
   */
  public String secret(Place place, String reference) {
    SecretReference wanted = SecretReference.parse(reference);
    Caller owner = Caller.root(place);
    GetSecretValueRequest request =
        GetSecretValueRequest.builder()
            .secretId(wanted.id())
            .versionStage(wanted.stage().orElse(null))
            .versionId(wanted.version().orElse(null))
            .build();
    String text =
        Optional.ofNullable(reads.value(owner, request).secretString())
            .orElseThrow(() -> Secrets.notFound("The secret " + wanted.id() + " has no text."));
    return wanted.key().map(key -> under(key, text, wanted.id())).orElse(text);
  }

  private static String under(String key, String text, String id) {
    try {
      JsonNode value = JSON.readTree(text).path(key);
      if (!value.isMissingNode()) {
        return value.isValueNode() ? value.asText() : value.toString();
      }
    } catch (JsonProcessingException e) {
      throw noKey(key, id);
    }
    throw noKey(key, id);
  }

  private static AwsError noKey(String key, String id) {
    return Secrets.notFound("The secret " + id + " has no JSON key '" + key + "'.");
  }
}
