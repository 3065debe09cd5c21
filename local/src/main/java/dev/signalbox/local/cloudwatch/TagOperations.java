package dev.signalbox.local.cloudwatch;

import dev.signalbox.local.api.Arn;
import dev.signalbox.local.api.AwsError;
import dev.signalbox.local.api.Caller;
import dev.signalbox.local.api.Service;
import dev.signalbox.local.api.TagChange;
import java.util.Map;
import java.util.function.Consumer;
import software.amazon.awssdk.services.cloudwatch.model.ListTagsForResourceRequest;
import software.amazon.awssdk.services.cloudwatch.model.ListTagsForResourceResponse;
import software.amazon.awssdk.services.cloudwatch.model.Tag;
import software.amazon.awssdk.services.cloudwatch.model.TagResourceRequest;
import software.amazon.awssdk.services.cloudwatch.model.TagResourceResponse;
import software.amazon.awssdk.services.cloudwatch.model.UntagResourceRequest;
import software.amazon.awssdk.services.cloudwatch.model.UntagResourceResponse;

/** The operations on the tags of alarms. */
record TagOperations(AlarmBook alarms) {
  private static final String KIND = "alarm:";

  void addTo(Service service) {
    service
        .on("TagResource", TagResourceRequest::builder, this::tag)
        .on("UntagResource", UntagResourceRequest::builder, this::untag)
        .on("ListTagsForResource", ListTagsForResourceRequest::builder, this::list);
  }

  private static String name(Caller caller, String arn) {
    return Arn.parse(arn)
        .filter(it -> it.service().equals("cloudwatch") && it.place().equals(caller.place()))
        .filter(it -> it.resource().startsWith(KIND))
        .map(it -> it.resource().substring(KIND.length()))
        .orElseThrow(
            () -> new AwsError("ResourceNotFoundException", 404, "Unknown resource: " + arn));
  }

  private TagResourceResponse tag(Caller caller, TagResourceRequest request) {
    change(
        caller,
        request.resourceARN(),
        tags -> request.tags().forEach(it -> tags.put(it.key(), it.value())));
    return TagResourceResponse.builder().build();
  }

  private UntagResourceResponse untag(Caller caller, UntagResourceRequest request) {
    change(caller, request.resourceARN(), tags -> request.tagKeys().forEach(tags::remove));
    return UntagResourceResponse.builder().build();
  }

  private void change(Caller caller, String arn, Consumer<Map<String, String>> change) {
    alarms.tag(
        caller.place(), name(caller, arn), it -> TagChange.of(it, change, TagOperations::tooMany));
  }

  private static AwsError tooMany() {
    return AwsError.of(
        "InvalidParameterValue", "An alarm has at most " + TagChange.MOST + " tags.");
  }

  private ListTagsForResourceResponse list(Caller caller, ListTagsForResourceRequest request) {
    Map<String, String> tags = alarms.tags(caller.place(), name(caller, request.resourceARN()));
    return ListTagsForResourceResponse.builder()
        .tags(
            tags.entrySet().stream()
                .map(it -> Tag.builder().key(it.getKey()).value(it.getValue()).build())
                .toList())
        .build();
  }
}
