package dev.signalbox.core.gate.check;

import java.util.Map;
import java.util.regex.Pattern;

/**
 * A check of one's own: a Lambda function that measures and says what follows.
 *
 * @param function its name; those that the gate may invoke begin with signalbox-check-
 * @param with what it is told besides what is being deployed
 */
public record Custom(String function, Map<String, String> with) implements Probe {
  private static final Pattern NAME =
      Pattern.compile("signalbox-check-[A-Za-z0-9_-]{1,48}(:[A-Za-z0-9_-]{1,128})?");

  public Custom {
    with = Map.copyOf(with);
    if (!NAME.matcher(function).matches()) {
      throw new IllegalArgumentException(
          "A function that checks is called signalbox-check-…, with an alias or without, not '%s'"
              .formatted(function));
    }
  }

  @Override
  public String kind() {
    return "lambda";
  }
}
