package dev.signalbox.local.pipeline.job;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.signalbox.local.api.Place;
import dev.signalbox.local.api.Shapes;
import dev.signalbox.local.api.Store;
import dev.signalbox.local.api.Table;
import dev.signalbox.local.pipeline.definition.ActionType;
import dev.signalbox.local.pipeline.definition.ActionType.Range;
import dev.signalbox.local.pipeline.definition.ActionTypes;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.codepipeline.model.ActionConfigurationProperty;
import software.amazon.awssdk.services.codepipeline.model.ActionTypeId;
import software.amazon.awssdk.services.codepipeline.model.CreateCustomActionTypeRequest;

/** The action types that accounts made themselves, beside AWS's own. */
public final class CustomTypes {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** The request that made a type, and the tags it was given. */
  public record Made(String request) {}

  private final Table<Made> table;

  public CustomTypes(Store store) {
    table = store.table("codepipeline-action-types", Made.class);
  }

  /** One of AWS's or of the account's own. */
  public Optional<ActionType> find(Place place, ActionTypeId id) {
    return ActionTypes.builtIn(id)
        .or(() -> own(place).stream().map(CustomTypes::type).filter(it -> it.is(id)).findFirst());
  }

  boolean add(Place place, CreateCustomActionTypeRequest request) {
    return table.putIfAbsent(
        key(place, request.categoryAsString(), request.provider(), request.version()),
        new Made(Shapes.json(request).toString()));
  }

  boolean remove(Place place, String category, String provider, String version) {
    return table.remove(key(place, category, provider, version));
  }

  List<CreateCustomActionTypeRequest> own(Place place) {
    return table.startingWith(place.key("")).stream().map(CustomTypes::read).toList();
  }

  static ActionType type(CreateCustomActionTypeRequest request) {
    return new ActionType(
        request.categoryAsString(),
        "Custom",
        request.provider(),
        request.version(),
        new Range(
            request.inputArtifactDetails().minimumCount(),
            request.inputArtifactDetails().maximumCount()),
        new Range(
            request.outputArtifactDetails().minimumCount(),
            request.outputArtifactDetails().maximumCount()),
        request.configurationProperties().stream()
            .collect(
                Collectors.toMap(
                    ActionConfigurationProperty::name,
                    ActionConfigurationProperty::required,
                    (first, _) -> first)),
        false);
  }

  private static CreateCustomActionTypeRequest read(Made made) {
    try {
      return Shapes.fill(CreateCustomActionTypeRequest.builder(), JSON.readTree(made.request()))
          .build();
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("A stored action type cannot be read", e);
    }
  }

  private static String key(Place place, String category, String provider, String version) {
    return place.key(String.join("/", category, provider, version));
  }
}
