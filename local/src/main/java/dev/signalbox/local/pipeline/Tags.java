package dev.signalbox.local.pipeline;

import dev.signalbox.local.api.AwsError;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awssdk.services.codepipeline.model.Tag;

/** Tags, and AWS's rules for them. */
final class Tags {
  private static final int MOST = 50;

  private Tags() {}

  /**
   * @throws AwsError InvalidTagsException, TooManyTagsException
   */
  static Map<String, String> added(String arn, Map<String, String> present, List<Tag> tags) {
    Map<String, String> all = new TreeMap<>(present);
    for (Tag tag : tags) {
      if (tag.key().startsWith("aws:")) {
        throw AwsError.of(
            "InvalidTagsException",
            "Not allowed to modify system tags. System tags start with 'aws:'."
                + " msg=[Caller is an end user and not allowed to mutate system tags]");
      }
      all.put(tag.key(), tag.value());
    }
    if (all.size() > MOST) {
      throw AwsError.of(
          "TooManyTagsException", "Tag limit exceeded for resource [%s].".formatted(arn));
    }
    return all;
  }

  static List<Tag> list(Map<String, String> tags) {
    return new TreeMap<>(tags)
        .entrySet().stream()
            .map(tag -> Tag.builder().key(tag.getKey()).value(tag.getValue()).build())
            .toList();
  }
}
