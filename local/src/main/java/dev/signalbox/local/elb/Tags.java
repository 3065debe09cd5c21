package dev.signalbox.local.elb;

import dev.signalbox.local.api.AwsError;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Tag;

/** The tags of a resource. */
final class Tags {
  private static final int MOST = 50;

  private Tags() {}

  /** Adds them, or gives those of the same key their new value. */
  static void put(Shelf<?> shelf, String arn, List<Tag> tags) {
    Set<String> keys = new HashSet<>();
    for (Tag tag : tags) {
      if (!keys.add(tag.key())) {
        throw AwsError.of("DuplicateTagKeys", "Tag keys must be unique: '" + tag.key() + "'");
      }
    }
    shelf.tag(
        arn,
        before -> {
          Map<String, String> all = new TreeMap<>(before);
          tags.forEach(it -> all.put(it.key(), it.value() == null ? "" : it.value()));
          if (all.size() > MOST) {
            throw AwsError.of("TooManyTags", "A resource can have at most " + MOST + " tags");
          }
          return all;
        });
  }

  static List<Tag> of(Map<String, String> tags) {
    return tags.entrySet().stream()
        .map(it -> Tag.builder().key(it.getKey()).value(it.getValue()).build())
        .toList();
  }
}
