package dev.signalbox.local.ssm;

import dev.signalbox.local.api.AwsError;
import dev.signalbox.local.api.Caller;
import dev.signalbox.local.api.Service;
import dev.signalbox.local.api.TagChange;
import java.util.Map;
import java.util.function.Consumer;
import software.amazon.awssdk.services.ssm.model.AddTagsToResourceRequest;
import software.amazon.awssdk.services.ssm.model.AddTagsToResourceResponse;
import software.amazon.awssdk.services.ssm.model.ListTagsForResourceRequest;
import software.amazon.awssdk.services.ssm.model.ListTagsForResourceResponse;
import software.amazon.awssdk.services.ssm.model.RemoveTagsFromResourceRequest;
import software.amazon.awssdk.services.ssm.model.RemoveTagsFromResourceResponse;
import software.amazon.awssdk.services.ssm.model.Tag;

/** The operations on the tags of parameters, the only resources here that have any. */
final class TagOperations {
  private final Parameters parameters;

  TagOperations(Parameters parameters) {
    this.parameters = parameters;
  }

  void addTo(Service service) {
    service
        .on("AddTagsToResource", AddTagsToResourceRequest::builder, this::add)
        .on("RemoveTagsFromResource", RemoveTagsFromResourceRequest::builder, this::remove)
        .on("ListTagsForResource", ListTagsForResourceRequest::builder, this::list);
  }

  private AddTagsToResourceResponse add(Caller caller, AddTagsToResourceRequest request) {
    change(
        caller,
        request.resourceTypeAsString(),
        request.resourceId(),
        tags -> request.tags().forEach(tag -> tags.put(tag.key(), tag.value())));
    return AddTagsToResourceResponse.builder().build();
  }

  private RemoveTagsFromResourceResponse remove(
      Caller caller, RemoveTagsFromResourceRequest request) {
    change(
        caller,
        request.resourceTypeAsString(),
        request.resourceId(),
        tags -> request.tagKeys().forEach(tags::remove));
    return RemoveTagsFromResourceResponse.builder().build();
  }

  private ListTagsForResourceResponse list(Caller caller, ListTagsForResourceRequest request) {
    Parameter parameter = parameter(caller, request.resourceTypeAsString(), request.resourceId());
    return ListTagsForResourceResponse.builder()
        .tagList(
            parameter.tags().entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(tag -> Tag.builder().key(tag.getKey()).value(tag.getValue()).build())
                .toList())
        .build();
  }

  private void change(Caller caller, String type, String id, Consumer<Map<String, String>> change) {
    Parameter parameter = parameter(caller, type, id);
    parameters.update(
        parameter.place(),
        parameter.name(),
        it -> it.with(TagChange.of(it.tags(), change, TagOperations::tooMany)));
  }

  private static AwsError tooMany() {
    return AwsError.of(
        "TooManyTagsError", "The number of tags exceeds the maximum of " + TagChange.MOST + ".");
  }

  private Parameter parameter(Caller caller, String type, String id) {
    if (!type.equals("Parameter")) {
      throw AwsError.notImplemented("ssm", "tags of a " + type);
    }
    return parameters
        .find(caller.place(), id)
        .orElseThrow(() ->
            AwsError.of(
                "InvalidResourceId",
                "The resource ID \"" + id + "\" is not valid. Verify the ID and try again."));
  }
}
