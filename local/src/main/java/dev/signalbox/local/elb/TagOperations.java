package dev.signalbox.local.elb;

import dev.signalbox.local.api.Caller;
import dev.signalbox.local.api.Service;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.AddTagsRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.AddTagsResponse;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DescribeTagsRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DescribeTagsResponse;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.RemoveTagsRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.RemoveTagsResponse;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TagDescription;

/** The operations on tags. */
record TagOperations(Estate estate) {
  void addTo(Service service) {
    service
        .on("AddTags", AddTagsRequest::builder, this::add)
        .on("RemoveTags", RemoveTagsRequest::builder, this::remove)
        .on("DescribeTags", DescribeTagsRequest::builder, this::describe);
  }

  private AddTagsResponse add(Caller caller, AddTagsRequest request) {
    request.resourceArns().forEach(this::tags);
    request.resourceArns().forEach(arn -> Tags.put(shelf(arn), arn, request.tags()));
    return AddTagsResponse.builder().build();
  }

  private RemoveTagsResponse remove(Caller caller, RemoveTagsRequest request) {
    request.resourceArns().forEach(this::tags);
    for (String arn : request.resourceArns()) {
      shelf(arn)
          .tag(
              arn,
              before -> {
                Map<String, String> left = new TreeMap<>(before);
                request.tagKeys().forEach(left::remove);
                return left;
              });
    }
    return RemoveTagsResponse.builder().build();
  }

  private DescribeTagsResponse describe(Caller caller, DescribeTagsRequest request) {
    return DescribeTagsResponse.builder()
        .tagDescriptions(
            request.resourceArns().stream()
                .map(arn ->
                    TagDescription.builder().resourceArn(arn).tags(Tags.of(tags(arn))).build())
                .toList())
        .build();
  }

  private Map<String, String> tags(String arn) {
    return shelf(arn)
        .tags(arn)
        .orElseThrow(() -> Estate.notFound(Estate.kind(arn), "'" + arn + "' not found"));
  }

  private Shelf<?> shelf(String arn) {
    return switch (Estate.kind(arn)) {
      case "TargetGroup" -> estate.groups();
      case "Rule" -> estate.rules();
      case "Listener" -> estate.listeners();
      default -> estate.balancers();
    };
  }
}
