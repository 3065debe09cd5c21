package dev.signalbox.local.logs;

import dev.signalbox.local.api.Arn;
import dev.signalbox.local.api.AwsError;
import dev.signalbox.local.api.Caller;
import dev.signalbox.local.api.Service;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.cloudwatchlogs.model.ListTagsForResourceRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.ListTagsForResourceResponse;
import software.amazon.awssdk.services.cloudwatchlogs.model.TagResourceRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.TagResourceResponse;
import software.amazon.awssdk.services.cloudwatchlogs.model.UntagResourceRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.UntagResourceResponse;

/** The operations on the tags of log groups, the only resources here that have any. */
final class TagOperations {
  private static final int MOST_TAGS = 50;

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
    groups.update(
        caller.place(),
        name(caller, request.resourceArn()),
        group -> {
          Map<String, String> tags = new LinkedHashMap<>(group.tags());
          tags.putAll(request.tags());
          if (tags.size() > MOST_TAGS) {
            throw AwsError.of(
                "TooManyTagsException",
                "The resource has reached the limit of " + MOST_TAGS + " tags.");
          }
          return group.tagged(tags);
        });
    return TagResourceResponse.builder().build();
  }

  private UntagResourceResponse untag(Caller caller, UntagResourceRequest request) {
    List<String> keys = request.tagKeys();
    groups.update(
        caller.place(),
        name(caller, request.resourceArn()),
        group -> {
          Map<String, String> tags = new LinkedHashMap<>(group.tags());
          keys.forEach(tags::remove);
          return group.tagged(tags);
        });
    return UntagResourceResponse.builder().build();
  }

  private ListTagsForResourceResponse list(Caller caller, ListTagsForResourceRequest request) {
    LogGroup group = groups.get(caller.place(), name(caller, request.resourceArn()));
    return ListTagsForResourceResponse.builder().tags(group.tags()).build();
  }

  private static String name(Caller caller, String arn) {
    return Arn.parse(arn)
        .filter(it -> it.service().equals("logs") && it.resource().startsWith("log-group:"))
        .filter(it -> it.place().equals(caller.place()))
        .map(LogGroups::name)
        .orElseThrow(() -> LogGroups.notFound("The specified resource does not exist."));
  }
}
