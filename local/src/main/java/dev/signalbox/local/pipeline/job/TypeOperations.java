package dev.signalbox.local.pipeline.job;

import dev.signalbox.local.api.AwsError;
import dev.signalbox.local.api.Caller;
import dev.signalbox.local.api.Place;
import dev.signalbox.local.api.Service;
import dev.signalbox.local.pipeline.definition.ActionTypes;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import software.amazon.awssdk.services.codepipeline.model.ActionConfigurationProperty;
import software.amazon.awssdk.services.codepipeline.model.ActionType;
import software.amazon.awssdk.services.codepipeline.model.CreateCustomActionTypeRequest;
import software.amazon.awssdk.services.codepipeline.model.CreateCustomActionTypeResponse;
import software.amazon.awssdk.services.codepipeline.model.DeleteCustomActionTypeRequest;
import software.amazon.awssdk.services.codepipeline.model.DeleteCustomActionTypeResponse;
import software.amazon.awssdk.services.codepipeline.model.ListActionTypesRequest;
import software.amazon.awssdk.services.codepipeline.model.ListActionTypesResponse;

/** Making, listing and removing action types. */
public final class TypeOperations {
  private static final int MOST = 50;

  private final CustomTypes types;

  public TypeOperations(CustomTypes types) {
    this.types = types;
  }

  public void addTo(Service service) {
    service
        .on("CreateCustomActionType", CreateCustomActionTypeRequest::builder, this::create)
        .on("DeleteCustomActionType", DeleteCustomActionTypeRequest::builder, this::delete)
        .on("ListActionTypes", ListActionTypesRequest::builder, this::list);
  }

  private CreateCustomActionTypeResponse create(
      Caller caller, CreateCustomActionTypeRequest request) {
    Place place = caller.place();
    checkProperties(request.configurationProperties());
    if (types.own(place).size() >= MOST) {
      throw AwsError.of(
          "LimitExceededException", "The account has reached its limit of 50 custom action types");
    }
    if (!types.add(place, request)) {
      throw AwsError.validation(
          "An action type of the category %s, the provider %s and the version %s already exists"
              .formatted(request.categoryAsString(), request.provider(), request.version()));
    }
    return CreateCustomActionTypeResponse.builder()
        .actionType(told(request))
        .tags(request.tags())
        .build();
  }

  private static void checkProperties(List<ActionConfigurationProperty> properties) {
    long names = properties.stream().map(ActionConfigurationProperty::name).distinct().count();
    if (names < properties.size()) {
      throw AwsError.validation("Every configuration property needs a name of its own");
    }
    List<ActionConfigurationProperty> queryable =
        properties.stream().filter(it -> Boolean.TRUE.equals(it.queryable())).toList();
    if (queryable.size() > 1) {
      throw AwsError.validation("At most one configuration property can be queryable");
    }
    for (ActionConfigurationProperty property : queryable) {
      if (!property.required() || property.secret()) {
        throw AwsError.validation("A queryable property has to be required and not secret");
      }
    }
  }

  private DeleteCustomActionTypeResponse delete(
      Caller caller, DeleteCustomActionTypeRequest request) {
    types.remove(caller.place(), request.categoryAsString(), request.provider(), request.version());
    return DeleteCustomActionTypeResponse.builder().build();
  }

  private ListActionTypesResponse list(Caller caller, ListActionTypesRequest request) {
    if (request.nextToken() != null) {
      throw AwsError.of(
          "InvalidNextTokenException", "The next token was specified in an invalid format");
    }
    Stream<ActionType> all =
        Stream.concat(
            ActionTypes.builtIn().stream().map(TypeOperations::told),
            types.own(caller.place()).stream().map(TypeOperations::told));
    Optional<String> owner = Optional.ofNullable(request.actionOwnerFilterAsString());
    return ListActionTypesResponse.builder()
        .actionTypes(
            all.filter(it -> owner.isEmpty() || owner.get().equals(it.id().ownerAsString()))
                .toList())
        .build();
  }

  private static ActionType told(CreateCustomActionTypeRequest request) {
    return ActionType.builder()
        .id(CustomTypes.type(request).id())
        .settings(request.settings())
        .actionConfigurationProperties(request.configurationProperties())
        .inputArtifactDetails(request.inputArtifactDetails())
        .outputArtifactDetails(request.outputArtifactDetails())
        .build();
  }

  private static ActionType told(dev.signalbox.local.pipeline.definition.ActionType type) {
    return ActionType.builder()
        .id(type.id())
        .actionConfigurationProperties(
            type.required().entrySet().stream()
                .map(it ->
                    ActionConfigurationProperty.builder()
                        .name(it.getKey())
                        .required(it.getValue())
                        .key(true)
                        .secret(false)
                        .queryable(false)
                        .build())
                .toList())
        .inputArtifactDetails(
            it -> it.minimumCount(type.inputs().least()).maximumCount(type.inputs().most()))
        .outputArtifactDetails(
            it -> it.minimumCount(type.outputs().least()).maximumCount(type.outputs().most()))
        .build();
  }
}
