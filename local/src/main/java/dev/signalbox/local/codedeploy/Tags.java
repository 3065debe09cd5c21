package dev.signalbox.local.codedeploy;

import dev.signalbox.local.api.Arn;
import dev.signalbox.local.api.AwsError;
import dev.signalbox.local.api.Caller;
import dev.signalbox.local.api.Service;
import dev.signalbox.local.api.Store;
import dev.signalbox.local.api.Table;
import dev.signalbox.local.api.TagChange;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Consumer;
import software.amazon.awssdk.services.codedeploy.model.ListTagsForResourceRequest;
import software.amazon.awssdk.services.codedeploy.model.ListTagsForResourceResponse;
import software.amazon.awssdk.services.codedeploy.model.Tag;
import software.amazon.awssdk.services.codedeploy.model.TagResourceRequest;
import software.amazon.awssdk.services.codedeploy.model.TagResourceResponse;
import software.amazon.awssdk.services.codedeploy.model.UntagResourceRequest;
import software.amazon.awssdk.services.codedeploy.model.UntagResourceResponse;

/** The tags of applications and deployment groups, by ARN. */
final class Tags {
  record Kept(Map<String, String> tags) {
    Kept {
      tags = Map.copyOf(tags);
    }
  }

  private final Table<Kept> tags;
  private final Applications applications;
  private final Groups groups;

  Tags(Store store, Applications applications, Groups groups) {
    this.tags = store.table("codedeploy.tags", Kept.class);
    this.applications = applications;
    this.groups = groups;
  }

  void addTo(Service service) {
    service
        .on("TagResource", TagResourceRequest::builder, this::tag)
        .on("UntagResource", UntagResourceRequest::builder, this::untag)
        .on("ListTagsForResource", ListTagsForResourceRequest::builder, this::list);
  }

  void put(String arn, List<Tag> all) {
    tags.put(arn, new Kept(TagChange.of(Map.of(), adding(all), Tags::tooMany)));
  }

  private static Consumer<Map<String, String>> adding(List<Tag> more) {
    return tags ->
        more.forEach(it -> tags.put(it.key(), Objects.requireNonNullElse(it.value(), "")));
  }

  private static AwsError tooMany() {
    return AwsError.of(
        "InvalidTagsToAddException", "A resource has at most " + TagChange.MOST + " tags");
  }

  private void change(String arn, Consumer<Map<String, String>> change) {
    tags.putIfAbsent(arn, new Kept(Map.of()));
    tags.update(arn, it -> new Kept(TagChange.of(it.tags(), change, Tags::tooMany)));
  }

  private Map<String, String> of(String arn) {
    return new TreeMap<>(tags.get(arn).map(Kept::tags).orElse(Map.of()));
  }

  private TagResourceResponse tag(Caller caller, TagResourceRequest request) {
    change(existing(caller, request.resourceArn()), adding(request.tags()));
    return TagResourceResponse.builder().build();
  }

  private UntagResourceResponse untag(Caller caller, UntagResourceRequest request) {
    change(
        existing(caller, request.resourceArn()), tags -> request.tagKeys().forEach(tags::remove));
    return UntagResourceResponse.builder().build();
  }

  private ListTagsForResourceResponse list(Caller caller, ListTagsForResourceRequest request) {
    return ListTagsForResourceResponse.builder()
        .tags(
            of(existing(caller, request.resourceArn())).entrySet().stream()
                .map(it -> Tag.builder().key(it.getKey()).value(it.getValue()).build())
                .toList())
        .build();
  }

  private String existing(Caller caller, String text) {
    Arn arn =
        Arn.parse(text)
            .filter(it -> it.service().equals("codedeploy") && it.place().equals(caller.place()))
            .orElseThrow(() -> AwsError.of("InvalidArnException", "The ARN is not valid: " + text));
    String[] parts = arn.resource().split("[:/]", -1);
    if (parts.length == 2 && parts[0].equals("application")) {
      applications.existing(caller.place(), parts[1]);
    } else if (parts.length == 3 && parts[0].equals("deploymentgroup")) {
      groups.existing(caller.place(), parts[1], parts[2]);
    } else {
      throw AwsError.of("ArnNotSupportedException", "The ARN is not supported: " + text);
    }
    return text;
  }
}
