package dev.signalbox.aws.gate;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.codedeploy.model.AppSpecContent;
import software.amazon.awssdk.services.codedeploy.model.RevisionLocation;

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

  /** None where the AppSpec is in a bucket: that is for those to read who deploy it. */
  static List<String> of(@Nullable RevisionLocation revision, String function) {
    List<String> events = new ArrayList<>();
    Matcher hooks = HOOK.matcher(text(revision).map(AppSpecHooks::uncommented).orElse(""));
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

  @SuppressWarnings("deprecation") // CodeDeploy still answers with it where it was given so.
  private static Optional<String> text(@Nullable RevisionLocation revision) {
    if (revision == null) {
      return Optional.empty();
    }
    return Optional.ofNullable(revision.appSpecContent())
        .map(AppSpecContent::content)
        .or(() -> Optional.ofNullable(revision.string()).map(string -> string.content()));
  }
}
