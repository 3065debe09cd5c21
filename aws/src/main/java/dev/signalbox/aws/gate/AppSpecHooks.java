package dev.signalbox.aws.gate;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** For which lifecycle events an AppSpec names a function, be it YAML or JSON. */
final class AppSpecHooks {
  /**
   * A key and a plain value: what both forms have here, and anchors, blocks and the like have not.
   */
  private static final Pattern HOOK =
      Pattern.compile(
          "[\"']?\\b(BeforeInstall|AfterInstall|AfterAllowTestTraffic|BeforeAllowTraffic"
              + "|AfterAllowTraffic)[\"']?\\s*:\\s*[\"']?([A-Za-z0-9:_$-]{1,200})");

  private AppSpecHooks() {}

  static List<String> of(String appSpec, String function) {
    List<String> events = new ArrayList<>();
    Matcher hooks = HOOK.matcher(uncommented(appSpec));
    while (hooks.find()) {
      if (isOurs(hooks.group(2), function)) {
        events.add(hooks.group(1));
      }
    }
    return events;
  }

  private static String uncommented(String text) {
    return text.replaceAll("(?m)^\\s*#.*$", "");
  }

  /** By its name, its ARN, or the ARN of a version or an alias. */
  private static boolean isOurs(String named, String function) {
    String name = named.substring(named.indexOf(":function:") + 1).replaceFirst("^function:", "");
    return name.equals(function) || name.startsWith(function + ":");
  }
}
