package dev.signalbox.local.secretsmanager;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.signalbox.local.api.Caller;
import dev.signalbox.local.api.Place;
import dev.signalbox.local.api.Resources;
import dev.signalbox.local.api.Shapes;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.services.secretsmanager.model.CreateSecretRequest;
import software.amazon.awssdk.services.secretsmanager.model.GetRandomPasswordRequest;
import software.amazon.awssdk.services.secretsmanager.model.PutSecretValueRequest;

/** Secrets as CloudFormation templates declare them. */
record SecretResources(Secrets secrets, WriteOperations operations) implements Resources {
  private static final JsonMapper JSON = new JsonMapper();

  @Override
  public Set<String> types() {
    return Set.of("AWS::SecretsManager::Secret");
  }

  @Override
  public Made make(Place place, String type, String logicalId, String name, ObjectNode properties) {
    Caller owner = Caller.root(place);
    String secretName = properties.path("Name").asText(name);
    if (secrets.find(place, secretName).isEmpty()) {
      operations.create(owner, CreateSecretRequest.builder().name(secretName).build());
    }
    Secret known = secrets.usable(place, secretName);
    value(known, properties)
        .ifPresent(value ->
            operations.put(
                owner,
                PutSecretValueRequest.builder().secretId(secretName).secretString(value).build()));
    Map<String, String> tags = new LinkedHashMap<>();
    properties
        .path("Tags")
        .forEach(tag -> tags.put(tag.path("Key").asText(), tag.path("Value").asText()));
    Secret made =
        secrets.update(
            known,
            it ->
                it.described(
                        Optional.ofNullable(properties.path("Description").textValue()),
                        Optional.ofNullable(properties.path("KmsKeyId").textValue()),
                        secrets.now())
                    .tagged(tags, secrets.now()));
    return new Made(made.arn(), Map.of("Id", made.arn()));
  }

  /** A second start on the same data adds no version, and a generated value stays. */
  private static Optional<String> value(Secret known, ObjectNode properties) {
    Optional<String> now = known.at(SecretVersion.CURRENT).flatMap(SecretVersion::text);
    if (properties.has("GenerateSecretString")) {
      return now.isPresent()
          ? Optional.empty()
          : Optional.of(generated(properties.path("GenerateSecretString").deepCopy()));
    }
    return Optional.ofNullable(properties.path("SecretString").textValue())
        .filter(it -> !now.equals(Optional.of(it)));
  }

  private static String generated(ObjectNode wanted) {
    String password =
        Passwords.of(Shapes.fillFromProperties(GetRandomPasswordRequest.builder(), wanted).build());
    if (!wanted.has("SecretStringTemplate") || !wanted.has("GenerateStringKey")) {
      return password;
    }
    try {
      if (JSON.readTree(wanted.path("SecretStringTemplate").asText())
          instanceof ObjectNode template) {
        return template.put(wanted.path("GenerateStringKey").asText(), password).toString();
      }
    } catch (JsonProcessingException e) {
      throw notAnObject();
    }
    throw notAnObject();
  }

  private static RuntimeException notAnObject() {
    return Secrets.invalidRequest("Could not parse SecretStringTemplate JSON object.");
  }
}
