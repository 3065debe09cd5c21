package dev.signalbox.local.sns;

import dev.signalbox.local.api.AwsError;
import dev.signalbox.local.api.Caller;
import dev.signalbox.local.api.Service;
import dev.signalbox.local.api.TagChange;
import java.util.Map;
import java.util.function.Consumer;
import software.amazon.awssdk.services.sns.model.ListTagsForResourceRequest;
import software.amazon.awssdk.services.sns.model.ListTagsForResourceResponse;
import software.amazon.awssdk.services.sns.model.Tag;
import software.amazon.awssdk.services.sns.model.TagResourceRequest;
import software.amazon.awssdk.services.sns.model.TagResourceResponse;
import software.amazon.awssdk.services.sns.model.UntagResourceRequest;
import software.amazon.awssdk.services.sns.model.UntagResourceResponse;

/** The operations on the tags of topics. */
record TagOperations(TopicHouse house) {
  void addTo(Service service) {
    service
        .on("TagResource", TagResourceRequest::builder, this::tag)
        .on("UntagResource", UntagResourceRequest::builder, this::untag)
        .on("ListTagsForResource", ListTagsForResourceRequest::builder, this::list);
  }

  private TagResourceResponse tag(Caller caller, TagResourceRequest request) {
    change(
        topic(caller, request.resourceArn(), "TagResource"),
        tags -> request.tags().forEach(it -> tags.put(it.key(), it.value())));
    return TagResourceResponse.builder().build();
  }

  private UntagResourceResponse untag(Caller caller, UntagResourceRequest request) {
    change(
        topic(caller, request.resourceArn(), "UntagResource"),
        tags -> request.tagKeys().forEach(tags::remove));
    return UntagResourceResponse.builder().build();
  }

  private ListTagsForResourceResponse list(Caller caller, ListTagsForResourceRequest request) {
    return ListTagsForResourceResponse.builder()
        .tags(
            topic(caller, request.resourceArn(), "ListTagsForResource").tags().entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(it -> Tag.builder().key(it.getKey()).value(it.getValue()).build())
                .toList())
        .build();
  }

  private Topic topic(Caller caller, String arn, String action) {
    try {
      return house.forCaller(caller, arn, action);
    } catch (AwsError e) {
      throw e.code().equals("NotFound")
          ? new AwsError("ResourceNotFound", 404, "Resource does not exist")
          : e;
    }
  }

  private void change(Topic topic, Consumer<Map<String, String>> change) {
    house.update(topic, it -> it.tags(TagChange.of(it.tags(), change, TagOperations::tooMany)));
  }

  private static AwsError tooMany() {
    return AwsError.of("TagLimitExceeded", "A topic has at most " + TagChange.MOST + " tags");
  }
}
