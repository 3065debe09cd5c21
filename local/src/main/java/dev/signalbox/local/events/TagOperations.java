package dev.signalbox.local.events;

import dev.signalbox.local.api.Arn;
import dev.signalbox.local.api.AwsError;
import dev.signalbox.local.api.Caller;
import dev.signalbox.local.api.Service;
import java.util.Map;
import java.util.function.UnaryOperator;
import software.amazon.awssdk.services.eventbridge.model.ListTagsForResourceRequest;
import software.amazon.awssdk.services.eventbridge.model.ListTagsForResourceResponse;
import software.amazon.awssdk.services.eventbridge.model.TagResourceRequest;
import software.amazon.awssdk.services.eventbridge.model.TagResourceResponse;
import software.amazon.awssdk.services.eventbridge.model.UntagResourceRequest;
import software.amazon.awssdk.services.eventbridge.model.UntagResourceResponse;

/** The operations on the tags of rules and buses. */
final class TagOperations {
  private final Buses buses;
  private final Rules rules;

  TagOperations(Buses buses, Rules rules) {
    this.buses = buses;
    this.rules = rules;
  }

  void addTo(Service service) {
    service
        .on("TagResource", TagResourceRequest::builder, this::tag)
        .on("UntagResource", UntagResourceRequest::builder, this::untag)
        .on("ListTagsForResource", ListTagsForResourceRequest::builder, this::list);
  }

  private TagResourceResponse tag(Caller caller, TagResourceRequest request) {
    change(caller, request.resourceARN(), tags -> Tags.merged(tags, request.tags()));
    return TagResourceResponse.builder().build();
  }

  private UntagResourceResponse untag(Caller caller, UntagResourceRequest request) {
    change(caller, request.resourceARN(), tags -> Tags.without(tags, request.tagKeys()));
    return UntagResourceResponse.builder().build();
  }

  private ListTagsForResourceResponse list(Caller caller, ListTagsForResourceRequest request) {
    var tags = change(caller, request.resourceARN(), UnaryOperator.identity());
    return ListTagsForResourceResponse.builder().tags(Tags.list(tags)).build();
  }

  private Map<String, String> change(
      Caller caller, String arn, UnaryOperator<Map<String, String>> change) {
    var resource =
        Arn.parse(arn)
            .filter(it -> it.account().equals(caller.account()))
            .map(Arn::resource)
            .orElse("");
    var path = resource.split("/", 3);
    if (path[0].equals("event-bus") && path.length == 2) {
      return buses
          .update(caller.place(), path[1], bus -> bus.with(change.apply(bus.tags())))
          .tags();
    }
    if (path[0].equals("rule") && path.length > 1) {
      var bus = path.length == 2 ? Bus.DEFAULT : path[1];
      return rules
          .update(caller.place(), bus, path[path.length - 1], r -> r.with(change.apply(r.tags())))
          .tags();
    }
    throw AwsError.validation("Parameter ResourceARN is not valid.");
  }
}
