package dev.signalbox.local.sqs;

import dev.signalbox.local.api.Caller;
import dev.signalbox.local.api.Service;
import java.util.TreeMap;
import software.amazon.awssdk.services.sqs.model.ListQueueTagsRequest;
import software.amazon.awssdk.services.sqs.model.ListQueueTagsResponse;
import software.amazon.awssdk.services.sqs.model.TagQueueRequest;
import software.amazon.awssdk.services.sqs.model.TagQueueResponse;
import software.amazon.awssdk.services.sqs.model.UntagQueueRequest;
import software.amazon.awssdk.services.sqs.model.UntagQueueResponse;

/** The operations on the tags of queues. */
final class TagOperations {
  private final QueueHouse house;

  TagOperations(QueueHouse house) {
    this.house = house;
  }

  void addTo(Service service) {
    service
        .on("TagQueue", TagQueueRequest::builder, this::tag)
        .on("UntagQueue", UntagQueueRequest::builder, this::untag)
        .on("ListQueueTags", ListQueueTagsRequest::builder, this::list);
  }

  private TagQueueResponse tag(Caller caller, TagQueueRequest request) {
    house.update(
        house.forCaller(caller, request.queueUrl(), "TagQueue"),
        queue -> {
          var tags = new TreeMap<>(queue.tags());
          tags.putAll(request.tags());
          return queue.tagged(tags);
        });
    return TagQueueResponse.builder().build();
  }

  private UntagQueueResponse untag(Caller caller, UntagQueueRequest request) {
    house.update(
        house.forCaller(caller, request.queueUrl(), "UntagQueue"),
        queue -> {
          var tags = new TreeMap<>(queue.tags());
          request.tagKeys().forEach(tags::remove);
          return queue.tagged(tags);
        });
    return UntagQueueResponse.builder().build();
  }

  private ListQueueTagsResponse list(Caller caller, ListQueueTagsRequest request) {
    var tags = house.forCaller(caller, request.queueUrl(), "ListQueueTags").tags();
    var response = ListQueueTagsResponse.builder();
    return tags.isEmpty() ? response.build() : response.tags(tags).build();
  }
}
