package dev.signalbox.local.logs;

import dev.signalbox.local.api.Arn;
import dev.signalbox.local.api.AwsError;
import dev.signalbox.local.api.Caller;
import dev.signalbox.local.api.Service;
import dev.signalbox.local.api.TagChange;
import java.util.Map;
import java.util.function.Consumer;
import software.amazon.awssdk.services.cloudwatchlogs.model.ListTagsForResourceRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.ListTagsForResourceResponse;
import software.amazon.awssdk.services.cloudwatchlogs.model.TagResourceRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.TagResourceResponse;
import software.amazon.awssdk.services.cloudwatchlogs.model.UntagResourceRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.UntagResourceResponse;

/** The operations on the tags of log groups, the only resources here that have any. */
final class TagOperations {
  private final LogGroups groups;

  TagOperations(LogGroups groups) {
    this.groups = groups;
  }

  void addTo(Service service) {
    service
        .on("TagResource", TagResourceRequest::builder, this::tag)
        .on("UntagResource", UntagResourceRequest::builder, this::untag)
        .on("ListTagsForResource", ListTagsForResourceRequest::builder, this::list);
  }

  private TagResourceResponse tag(Caller caller, TagResourceRequest request) {
    change(caller, request.resourceArn(), tags -> tags.putAll(request.tags()));
    return TagResourceResponse.builder().build();
  }

  private UntagResourceResponse untag(Caller caller, UntagResourceRequest request) {
    change(caller, request.resourceArn(), tags -> request.tagKeys().forEach(tags::remove));
    return UntagResourceResponse.builder().build();
  }

  private ListTagsForResourceResponse list(Caller caller, ListTagsForResourceRequest request) {
    LogGroup group = groups.get(caller.place(), name(caller, request.resourceArn()));
    return ListTagsForResourceResponse.builder().tags(group.tags()).build();
  }

  private void change(Caller caller, String arn, Consumer<Map<String, String>> change) {
    groups.update(
        caller.place(),
        name(caller, arn),
        it -> it.tagged(TagChange.of(it.tags(), change, TagOperations::tooMany)));
  }

  private static AwsError tooMany() {
    return AwsError.of(
        "TooManyTagsException",
        "The resource has reached the limit of " + TagChange.MOST + " tags.");
  }

  private static String name(Caller caller, String arn) {
    return Arn.parse(arn)
        .filter(it -> it.service().equals("logs") && it.resource().startsWith("log-group:"))
        .filter(it -> it.place().equals(caller.place()))
        .map(LogGroups::name)
        .orElseThrow(() -> LogGroups.notFound("The specified resource does not exist."));
  }
}
