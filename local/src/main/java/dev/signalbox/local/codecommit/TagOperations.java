package dev.signalbox.local.codecommit;

import dev.signalbox.local.api.Arn;
import dev.signalbox.local.api.AwsError;
import dev.signalbox.local.api.Caller;
import dev.signalbox.local.api.Service;
import dev.signalbox.local.api.Store;
import dev.signalbox.local.api.Table;
import dev.signalbox.local.codecommit.git.Hosted;
import dev.signalbox.local.codecommit.git.Hosting;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awssdk.services.codecommit.model.ListTagsForResourceRequest;
import software.amazon.awssdk.services.codecommit.model.ListTagsForResourceResponse;
import software.amazon.awssdk.services.codecommit.model.TagResourceRequest;
import software.amazon.awssdk.services.codecommit.model.TagResourceResponse;
import software.amazon.awssdk.services.codecommit.model.UntagResourceRequest;
import software.amazon.awssdk.services.codecommit.model.UntagResourceResponse;

/** Tags on repositories. */
final class TagOperations {
  private static final int MOST = 50;

  private final Hosting repositories;
  private final Table<Tagged> table;

  TagOperations(Hosting repositories, Store store) {
    this.repositories = repositories;
    this.table = store.table("codecommit-tags", Tagged.class);
  }

  void addTo(Service service) {
    service
        .on("TagResource", TagResourceRequest::builder, this::tag)
        .on("UntagResource", UntagResourceRequest::builder, this::untag)
        .on("ListTagsForResource", ListTagsForResourceRequest::builder, this::list);
  }

  /**
   * @throws AwsError TooManyTagsException, InvalidSystemTagUsageException, InvalidTagsMapException
   */
  static void check(Map<String, String> tags) {
    if (tags.size() > MOST) {
      throw AwsError.of(
          "TooManyTagsException",
          "The maximum number of tags for an AWS CodeCommit resource has been exceeded.");
    }
    for (Map.Entry<String, String> tag : tags.entrySet()) {
      if (tag.getKey().regionMatches(true, 0, "aws:", 0, 4)) {
        throw AwsError.of(
            "InvalidSystemTagUsageException",
            "The specified tag is not valid. Key names cannot be prefixed with aws:.");
      }
      if (tag.getKey().isEmpty() || tag.getKey().length() > 128 || tag.getValue().length() > 256) {
        throw AwsError.of("InvalidTagsMapException", "The map of tags is not valid.");
      }
    }
  }

  /** Adds to the tags there are. */
  void put(Hosted hosted, Map<String, String> tags) {
    Map<String, String> all = new TreeMap<>(of(hosted));
    all.putAll(tags);
    check(all);
    table.put(hosted.id(), new Tagged(hosted.id(), all));
  }

  private Map<String, String> of(Hosted hosted) {
    return table.get(hosted.id()).map(Tagged::tags).orElse(Map.of());
  }

  private Hosted named(Caller caller, String resource) {
    Arn arn =
        Arn.parse(resource)
            .filter(it -> it.service().equals("codecommit") && it.place().equals(caller.place()))
            .orElseThrow(() ->
                AwsError.of(
                    "InvalidResourceArnException",
                    "The value for the resource ARN is not valid. For more information about"
                        + " resources in AWS CodeCommit, see CodeCommit Resources and Operations in"
                        + " the AWS CodeCommit User Guide."));
    return repositories.get(arn.place(), arn.resource());
  }

  private synchronized TagResourceResponse tag(Caller caller, TagResourceRequest request) {
    put(named(caller, request.resourceArn()), request.tags());
    return TagResourceResponse.builder().build();
  }

  private synchronized UntagResourceResponse untag(Caller caller, UntagResourceRequest request) {
    Hosted hosted = named(caller, request.resourceArn());
    Map<String, String> left = new TreeMap<>(of(hosted));
    left.keySet().removeAll(request.tagKeys());
    table.put(hosted.id(), new Tagged(hosted.id(), left));
    return UntagResourceResponse.builder().build();
  }

  private ListTagsForResourceResponse list(Caller caller, ListTagsForResourceRequest request) {
    return ListTagsForResourceResponse.builder()
        .tags(of(named(caller, request.resourceArn())))
        .build();
  }
}
