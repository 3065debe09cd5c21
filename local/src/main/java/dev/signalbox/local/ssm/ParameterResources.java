package dev.signalbox.local.ssm;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.signalbox.local.api.Caller;
import dev.signalbox.local.api.Place;
import dev.signalbox.local.api.Resources;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ssm.model.PutParameterRequest;

/** Parameters as CloudFormation templates declare them. */
final class ParameterResources implements Resources {
  private final Parameters parameters;
  private final WriteOperations operations;

  ParameterResources(Parameters parameters, WriteOperations operations) {
    this.parameters = parameters;
    this.operations = operations;
  }

  @Override
  public Set<String> types() {
    return Set.of("AWS::SSM::Parameter");
  }

  @Override
  public Made make(Place place, String type, String logicalId, String name, ObjectNode properties) {
    PutParameterRequest.Builder put =
        PutParameterRequest.builder()
            .name(name)
            .type(text(properties, "Type"))
            .value(text(properties, "Value"))
            .description(text(properties, "Description"))
            .allowedPattern(text(properties, "AllowedPattern"))
            .tier(text(properties, "Tier"))
            .dataType(text(properties, "DataType"));
    if (!isSo(place, name, properties)) {
      operations.put(Caller.root(place), put.overwrite(true).build());
    }
    Map<String, String> tags = new LinkedHashMap<>();
    properties.path("Tags").properties().forEach(t -> tags.put(t.getKey(), t.getValue().asText()));
    Parameter made = parameters.update(place, name, parameter -> parameter.with(tags));
    return new Made(name, Map.of("Type", made.newest().type(), "Value", made.newest().value()));
  }

  /** A second start on the same data must not add a version to every parameter. */
  private boolean isSo(Place place, String name, ObjectNode properties) {
    return parameters
        .find(place, name)
        .map(Parameter::newest)
        .filter(it -> it.value().equals(text(properties, "Value")))
        .filter(it -> it.type().equals(text(properties, "Type")))
        .filter(it -> it.description().orElse("").equals(properties.path("Description").asText()))
        .isPresent();
  }

  private static @Nullable String text(JsonNode properties, String name) {
    return properties.hasNonNull(name) ? properties.get(name).asText() : null;
  }
}
