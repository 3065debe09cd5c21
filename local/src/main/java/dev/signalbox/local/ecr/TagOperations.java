package dev.signalbox.local.ecr;

import dev.signalbox.local.api.Arn;
import dev.signalbox.local.api.AwsError;
import dev.signalbox.local.api.Caller;
import dev.signalbox.local.api.Service;
import dev.signalbox.local.api.TagChange;
import java.util.Map;
import java.util.function.Consumer;
import software.amazon.awssdk.services.ecr.model.ListTagsForResourceRequest;
import software.amazon.awssdk.services.ecr.model.ListTagsForResourceResponse;
import software.amazon.awssdk.services.ecr.model.Tag;
import software.amazon.awssdk.services.ecr.model.TagResourceRequest;
import software.amazon.awssdk.services.ecr.model.TagResourceResponse;
import software.amazon.awssdk.services.ecr.model.UntagResourceRequest;
import software.amazon.awssdk.services.ecr.model.UntagResourceResponse;

/** The operations on the tags of repositories (those of images are another thing). */
record TagOperations(Repositories repositories) {
  void addTo(Service service) {
    service
        .on("TagResource", TagResourceRequest::builder, this::tag)
        .on("UntagResource", UntagResourceRequest::builder, this::untag)
        .on("ListTagsForResource", ListTagsForResourceRequest::builder, this::list);
  }

  private TagResourceResponse tag(Caller caller, TagResourceRequest request) {
    change(
        repository(caller, request.resourceArn(), "TagResource"),
        tags -> request.tags().forEach(it -> tags.put(it.key(), it.value())));
    return TagResourceResponse.builder().build();
  }

  private UntagResourceResponse untag(Caller caller, UntagResourceRequest request) {
    change(
        repository(caller, request.resourceArn(), "UntagResource"),
        tags -> request.tagKeys().forEach(tags::remove));
    return UntagResourceResponse.builder().build();
  }

  private ListTagsForResourceResponse list(Caller caller, ListTagsForResourceRequest request) {
    return ListTagsForResourceResponse.builder()
        .tags(
            repository(caller, request.resourceArn(), "ListTagsForResource")
                .tags()
                .entrySet()
                .stream()
                .sorted(Map.Entry.comparingByKey())
                .map(it -> Tag.builder().key(it.getKey()).value(it.getValue()).build())
                .toList())
        .build();
  }

  private Repository repository(Caller caller, String arn, String action) {
    Arn parsed =
        Arn.parse(arn)
            .filter(it -> it.service().equals("ecr") && it.resource().startsWith("repository/"))
            .filter(it -> it.region().equals(caller.region()))
            .orElseThrow(
                () -> EcrError.invalidParameter("'resourceArn' failed validation: '" + arn + "'"));
    return repositories.forCaller(
        caller, parsed.account(), parsed.resource().substring("repository/".length()), action);
  }

  private void change(Repository repository, Consumer<Map<String, String>> change) {
    repositories.update(
        repository, it -> it.tags(TagChange.of(it.tags(), change, TagOperations::tooMany)));
  }

  private static AwsError tooMany() {
    return AwsError.of(
        "TooManyTagsException", "A repository has at most " + TagChange.MOST + " tags");
  }
}
