package dev.signalbox.local.ecr;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.signalbox.local.api.Caller;
import dev.signalbox.local.api.Place;
import dev.signalbox.local.api.Resources;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.services.ecr.model.CreateRepositoryRequest;

/** Repositories as CloudFormation templates declare them. */
record RepositoryResources(Repositories repositories, RepositoryOperations operations)
    implements Resources {

  @Override
  public Set<String> types() {
    return Set.of("AWS::ECR::Repository");
  }

  @Override
  public Made make(Place place, String type, String logicalId, String name, ObjectNode properties) {
    String repositoryName =
        properties.path("RepositoryName").asText(name.toLowerCase(java.util.Locale.ROOT));
    if (repositories.find(place, repositoryName).isEmpty()) {
      operations.create(
          Caller.root(place),
          CreateRepositoryRequest.builder().repositoryName(repositoryName).build());
    }
    Repository known = repositories.find(place, repositoryName).orElseThrow();
    Map<String, String> tags = new HashMap<>();
    properties
        .path("Tags")
        .forEach(tag -> tags.put(tag.path("Key").asText(), tag.path("Value").asText()));
    Optional<String> policy =
        text(properties.path("RepositoryPolicyText")).map(PolicyOperations::valid);
    String mutability =
        RepositoryOperations.mutability(properties.path("ImageTagMutability").textValue());
    boolean scanOnPush =
        properties.path("ImageScanningConfiguration").path("ScanOnPush").asBoolean();
    Repository made =
        repositories.update(
            known,
            it -> it.tags(tags).policy(policy).mutability(mutability).scanOnPush(scanOnPush));
    return new Made(made.name(), Map.of("Arn", made.arn(), "RepositoryUri", made.uri()));
  }

  private static Optional<String> text(JsonNode policy) {
    return policy.isMissingNode()
        ? Optional.empty()
        : Optional.of(policy.isTextual() ? policy.textValue() : policy.toString());
  }
}
