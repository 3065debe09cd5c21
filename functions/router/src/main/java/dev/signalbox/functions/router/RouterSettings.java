package dev.signalbox.functions.router;

import dev.signalbox.aws.settings.FunctionSettings;
import dev.signalbox.aws.settings.Settings;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * What the router's environment says.
 *
 * @param maxAge how old an event may be and still start something
 * @param grace how long a push is left to its event before it counts as lost
 * @param providers where repositories are that are not AWS's
 */
record RouterSettings(
    FunctionSettings function, Duration maxAge, Duration grace, Providers providers) {

  static RouterSettings from(Map<String, String> environment) {
    return Settings.read(
        environment,
        settings -> {
          Optional<FunctionSettings> function = FunctionSettings.of(settings);
          Duration age = settings.duration("MAX_EVENT_AGE", Duration.ofDays(400));
          Duration grace = settings.duration("RECONCILE_GRACE", Duration.ofSeconds(15));
          Providers providers = Providers.from(environment, settings);
          return function.map(f -> new RouterSettings(f, age, grace, providers));
        });
  }
}
