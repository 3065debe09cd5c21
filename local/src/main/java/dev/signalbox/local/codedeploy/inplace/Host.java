package dev.signalbox.local.codedeploy.inplace;

import dev.signalbox.local.api.Place;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import software.amazon.awssdk.services.codedeploy.model.InstanceInfo;
import software.amazon.awssdk.services.codedeploy.model.TagFilter;

/**
 * An on-premises instance.
 *
 * @param tags a key can be there more than once
 */
record Host(
    Place place,
    String name,
    Optional<String> iamUserArn,
    Optional<String> iamSessionArn,
    Instant registered,
    Optional<Instant> deregistered,
    List<Tag> tags) {
  /** A tag of an instance. */
  record Tag(String key, String value) {
    static Tag of(software.amazon.awssdk.services.codedeploy.model.Tag tag) {
      return new Tag(
          Optional.ofNullable(tag.key()).orElse(""), Optional.ofNullable(tag.value()).orElse(""));
    }

    boolean is(TagFilter filter) {
      String type = Optional.ofNullable(filter.typeAsString()).orElse("KEY_AND_VALUE");
      return (type.equals("VALUE_ONLY") || key.equals(filter.key()))
          && (type.equals("KEY_ONLY") || value.equals(filter.value()));
    }
  }

  Host {
    tags = List.copyOf(tags);
  }

  boolean here() {
    return deregistered.isEmpty();
  }

  String arn() {
    return place.arn("codedeploy", "instance/" + name);
  }

  /** Whether one of the filters is about one of its tags. */
  boolean matches(List<TagFilter> anyOf) {
    return tags.stream().anyMatch(tag -> anyOf.stream().anyMatch(tag::is));
  }

  Host with(List<Tag> more) {
    return tagged(Stream.concat(tags.stream(), more.stream()).distinct().toList());
  }

  Host without(List<Tag> gone) {
    return tagged(tags.stream().filter(it -> !gone.contains(it)).toList());
  }

  private Host tagged(List<Tag> newTags) {
    return new Host(place, name, iamUserArn, iamSessionArn, registered, deregistered, newTags);
  }

  Host deregisteredAt(Instant time) {
    return new Host(
        place, name, iamUserArn, iamSessionArn, registered, Optional.of(time), List.of());
  }

  InstanceInfo shown() {
    return InstanceInfo.builder()
        .instanceName(name)
        .instanceArn(arn())
        .iamUserArn(iamUserArn.orElse(null))
        .iamSessionArn(iamSessionArn.orElse(null))
        .registerTime(registered)
        .deregisterTime(deregistered.orElse(null))
        .tags(
            tags.stream()
                .map(it ->
                    software.amazon.awssdk.services.codedeploy.model.Tag.builder()
                        .key(it.key())
                        .value(it.value())
                        .build())
                .toList())
        .build();
  }
}
