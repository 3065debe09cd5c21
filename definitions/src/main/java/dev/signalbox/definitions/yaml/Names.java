package dev.signalbox.definitions.yaml;

import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;

/** Checks texts that must have a certain shape. */
final class Names {
  static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");
  static final Pattern REPOSITORY = Pattern.compile("[A-Za-z0-9._-]{1,100}");
  static final Pattern ROLE = Pattern.compile("([A-Za-z0-9+=,.@_-]+/)*[A-Za-z0-9+=,.@_-]{1,64}");
  static final Pattern EXTERNAL_ID = Pattern.compile("[A-Za-z0-9+=,.@:/_-]{2,1224}");
  static final Pattern BUS = Pattern.compile("[A-Za-z0-9._/-]{1,256}");
  static final Pattern PIPELINE = Pattern.compile("[A-Za-z0-9.@_-]{1,100}");
  static final Pattern IMAGES =
      Pattern.compile("[a-z0-9]+([._-]+[a-z0-9]+)*(/[a-z0-9]+([._-]+[a-z0-9]+)*)*");
  static final Pattern BUCKET = Pattern.compile("[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]");
  static final Pattern VARIABLE = Pattern.compile("[A-Za-z0-9@_-]{1,128}");

  private Names() {}

  static Optional<String> shaped(Text text, Pattern shape, String what, Problems problems) {
    if (shape.matcher(text.value()).matches()) {
      return Optional.of(text.value());
    }
    problems.error(
        text.node(), "'%s' is not %s: it must match %s".formatted(text.value(), what, shape));
    return Optional.empty();
  }

  /** A value that checks itself. */
  static <T> Optional<T> value(Text text, Function<String, T> maker, Problems problems) {
    try {
      return Optional.of(maker.apply(text.value()));
    } catch (IllegalArgumentException e) {
      problems.error(text.node(), String.valueOf(e.getMessage()));
      return Optional.empty();
    }
  }
}
