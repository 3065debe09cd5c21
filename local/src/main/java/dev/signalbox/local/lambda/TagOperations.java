package dev.signalbox.local.lambda;

import dev.signalbox.local.api.Caller;
import dev.signalbox.local.api.Service;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import software.amazon.awssdk.services.lambda.model.ListTagsRequest;
import software.amazon.awssdk.services.lambda.model.ListTagsResponse;
import software.amazon.awssdk.services.lambda.model.TagResourceRequest;
import software.amazon.awssdk.services.lambda.model.TagResourceResponse;
import software.amazon.awssdk.services.lambda.model.UntagResourceRequest;
import software.amazon.awssdk.services.lambda.model.UntagResourceResponse;

/** The operations on the tags of functions. */
record TagOperations(Catalogue catalogue) {

  void addTo(Service service) {
    service
        .on("TagResource", TagResourceRequest::builder, this::tag)
        .on("UntagResource", UntagResourceRequest::builder, this::untag)
        .on("ListTags", ListTagsRequest::builder, this::list);
  }

  private TagResourceResponse tag(Caller caller, TagResourceRequest request) {
    change(caller, request.resource(), tags -> tags.putAll(request.tags()));
    return TagResourceResponse.builder().build();
  }

  private UntagResourceResponse untag(Caller caller, UntagResourceRequest request) {
    change(caller, request.resource(), tags -> request.tagKeys().forEach(tags::remove));
    return UntagResourceResponse.builder().build();
  }

  private ListTagsResponse list(Caller caller, ListTagsRequest request) {
    return ListTagsResponse.builder()
        .tags(catalogue.get(name(caller, request.resource())).tags())
        .build();
  }

  private void change(Caller caller, String arn, Consumer<Map<String, String>> change) {
    catalogue.update(
        name(caller, arn),
        function -> {
          Map<String, String> tags = new LinkedHashMap<>(function.tags());
          change.accept(tags);
          return function.tagged(tags);
        });
  }

  private static Catalogue.Name name(Caller caller, String arn) {
    Catalogue.Name name = Catalogue.name(caller.place(), arn, null);
    if (name.qualifier().isPresent()) {
      throw Catalogue.invalid(
          "Tags on function aliases and versions are not supported. Please specify a function"
              + " ARN.");
    }
    return name;
  }
}
