package dev.signalbox.local.pipeline;

import dev.signalbox.local.api.Arn;
import dev.signalbox.local.api.AwsError;
import dev.signalbox.local.api.Caller;
import dev.signalbox.local.api.Service;
import dev.signalbox.local.pipeline.definition.Pipeline;
import dev.signalbox.local.pipeline.definition.Pipelines;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awssdk.services.codepipeline.model.ListTagsForResourceRequest;
import software.amazon.awssdk.services.codepipeline.model.ListTagsForResourceResponse;
import software.amazon.awssdk.services.codepipeline.model.Tag;
import software.amazon.awssdk.services.codepipeline.model.TagResourceRequest;
import software.amazon.awssdk.services.codepipeline.model.TagResourceResponse;
import software.amazon.awssdk.services.codepipeline.model.UntagResourceRequest;
import software.amazon.awssdk.services.codepipeline.model.UntagResourceResponse;

/** The tags of pipelines. */
final class TagOperations {
  private final Pipelines pipelines;

  TagOperations(Pipelines pipelines) {
    this.pipelines = pipelines;
  }

  void addTo(Service service) {
    service
        .on("ListTagsForResource", ListTagsForResourceRequest::builder, this::list)
        .on("TagResource", TagResourceRequest::builder, this::tag)
        .on("UntagResource", UntagResourceRequest::builder, this::untag);
  }

  private ListTagsForResourceResponse list(Caller caller, ListTagsForResourceRequest request) {
    Pipeline pipeline = named(caller, request.resourceArn());
    Page<Tag> page =
        Page.of(
            "tags",
            after ->
                Tags.list(pipeline.tags()).stream().filter(it -> it.key().compareTo(after) > 0),
            Tag::key,
            request.maxResults(),
            request.nextToken());
    return ListTagsForResourceResponse.builder()
        .tags(page.items())
        .nextToken(page.nextToken())
        .build();
  }

  private TagResourceResponse tag(Caller caller, TagResourceRequest request) {
    Pipeline pipeline = named(caller, request.resourceArn());
    Tags.added(pipeline.arn(), pipeline.tags(), request.tags());
    pipelines.update(pipeline, it -> it.with(Tags.added(it.arn(), it.tags(), request.tags())));
    return TagResourceResponse.builder().build();
  }

  private UntagResourceResponse untag(Caller caller, UntagResourceRequest request) {
    Pipeline pipeline = named(caller, request.resourceArn());
    pipelines.update(
        pipeline,
        it -> {
          Map<String, String> left = new TreeMap<>(it.tags());
          left.keySet().removeAll(request.tagKeys());
          return it.with(left);
        });
    return UntagResourceResponse.builder().build();
  }

  private Pipeline named(Caller caller, String text) {
    Arn arn =
        Arn.parse(text)
            .filter(it -> it.service().equals("codepipeline"))
            .orElseThrow(() ->
                AwsError.of("InvalidArnException", "The ARN '%s' is not valid".formatted(text)));
    return pipelines
        .find(caller.place(), arn.resource())
        .filter(pipeline -> pipeline.arn().equals(text))
        .orElseThrow(() ->
            AwsError.of(
                "ResourceNotFoundException",
                "The account with id '%s' does not include a pipeline with the name '%s'"
                    .formatted(caller.account(), arn.resource())));
  }
}
