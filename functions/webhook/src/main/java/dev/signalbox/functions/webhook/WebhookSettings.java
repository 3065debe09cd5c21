package dev.signalbox.functions.webhook;

import dev.signalbox.aws.settings.FunctionSettings;
import dev.signalbox.aws.settings.Settings;
import java.util.Map;
import java.util.Optional;

/**
 * What the webhook function's environment says.
 *
 * @param secrets what the names of the webhooks' secrets begin with
 */
record WebhookSettings(FunctionSettings function, String secrets) {

  static WebhookSettings from(Map<String, String> environment) {
    return Settings.read(
        environment,
        settings -> {
          Optional<FunctionSettings> function = FunctionSettings.of(settings);
          Optional<String> secrets = settings.text("HOOK_SECRETS");
          return function.flatMap(f -> secrets.map(s -> new WebhookSettings(f, s)));
        });
  }
}
