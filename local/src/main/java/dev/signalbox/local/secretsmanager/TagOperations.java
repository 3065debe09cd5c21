package dev.signalbox.local.secretsmanager;

import dev.signalbox.local.api.AwsError;
import dev.signalbox.local.api.Caller;
import dev.signalbox.local.api.Service;
import dev.signalbox.local.api.TagChange;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import software.amazon.awssdk.services.secretsmanager.model.Tag;
import software.amazon.awssdk.services.secretsmanager.model.TagResourceRequest;
import software.amazon.awssdk.services.secretsmanager.model.TagResourceResponse;
import software.amazon.awssdk.services.secretsmanager.model.UntagResourceRequest;
import software.amazon.awssdk.services.secretsmanager.model.UntagResourceResponse;

/** The operations on the tags of secrets. */
final class TagOperations {
  private final Secrets secrets;

  TagOperations(Secrets secrets) {
    this.secrets = secrets;
  }

  void addTo(Service service) {
    service
        .on("TagResource", TagResourceRequest::builder, this::tag)
        .on("UntagResource", UntagResourceRequest::builder, this::untag);
  }

  static List<Tag> tags(Secret secret) {
    return secret.tags().entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .map(tag -> Tag.builder().key(tag.getKey()).value(tag.getValue()).build())
        .toList();
  }

  private TagResourceResponse tag(Caller caller, TagResourceRequest request) {
    change(
        caller,
        request.secretId(),
        tags -> request.tags().forEach(tag -> tags.put(tag.key(), tag.value())));
    return TagResourceResponse.builder().build();
  }

  private UntagResourceResponse untag(Caller caller, UntagResourceRequest request) {
    change(caller, request.secretId(), tags -> request.tagKeys().forEach(tags::remove));
    return UntagResourceResponse.builder().build();
  }

  private void change(Caller caller, String id, Consumer<Map<String, String>> change) {
    secrets.update(
        secrets.usable(caller.place(), id),
        secret ->
            secret.tagged(
                TagChange.of(secret.tags(), change, TagOperations::tooMany), secrets.now()));
  }

  private static AwsError tooMany() {
    return AwsError.of(
        "LimitExceededException",
        "The number of tags exceeds the maximum of " + TagChange.MOST + ".");
  }
}
