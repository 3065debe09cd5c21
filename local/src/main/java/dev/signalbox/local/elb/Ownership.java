package dev.signalbox.local.elb;

import dev.signalbox.local.api.Arn;
import dev.signalbox.local.api.AwsError;
import dev.signalbox.local.api.Caller;
import dev.signalbox.local.api.Place;
import java.util.List;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;

/** Keeps accounts and Regions apart: what is another's is not there. */
final class Ownership {
  private Ownership() {}

  /**
   * @throws AwsError where a request names, wherever in it, what is not the caller's
   */
  static void check(Caller caller, SdkPojo request) {
    for (SdkField<?> field : request.sdkFields()) {
      check(caller.place(), field.getValueOrDefault(request));
    }
  }

  private static void check(Place place, @Nullable Object value) {
    switch (value) {
      case String text when isForeign(place, text) -> {
        String kind = Estate.kind(text);
        throw Estate.notFound(kind, "'" + text + "' not found");
      }
      case List<?> list -> list.forEach(it -> check(place, it));
      case SdkPojo part -> part.sdkFields().forEach(it -> check(place, it.getValueOrDefault(part)));
      case null, default -> {}
    }
  }

  private static boolean isForeign(Place place, String text) {
    return text.startsWith("arn:")
        && Arn.parse(text)
            .filter(it -> it.service().equals("elasticloadbalancing"))
            .filter(it -> !it.place().equals(place))
            .isPresent();
  }
}
