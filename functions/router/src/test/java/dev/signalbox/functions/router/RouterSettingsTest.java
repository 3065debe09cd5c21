package dev.signalbox.functions.router;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signalbox.core.release.Provider;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RouterSettingsTest {
  private static final Map<String, String> GOOD =
      Map.of(
          "ACCOUNT_ID", "111111111111",
          "AWS_REGION", "eu-west-1",
          "LEDGER_TABLE", "signalbox-ledger");

  private static Map<String, String> with(String name, String value) {
    Map<String, String> environment = new HashMap<>(GOOD);
    environment.put(name, value);
    return environment;
  }

  @Test
  void eventsCountForAsLongAsTheLedgerRemembersUnlessAPolicySaysOtherwise() {
    assertThat(RouterSettings.from(GOOD).maxAge()).hasDays(400);
    assertThat(RouterSettings.from(with("MAX_EVENT_AGE", "PT24H")).maxAge()).hasHours(24);
    assertThatThrownBy(() -> RouterSettings.from(with("MAX_EVENT_AGE", "a day")))
        .hasMessage("Cannot start: MAX_EVENT_AGE is 'a day', not a duration such as PT30S");
  }

  @Test
  void aProviderIsWhereItUsuallyIsUnlessTheSettingsSayOtherwise() {
    Providers usual = RouterSettings.from(GOOD).providers();
    Providers own =
        RouterSettings.from(with("GITLAB_API", "https://git.acme.example/api/v4")).providers();

    assertThat(usual.apis().get(Provider.GITHUB)).hasToString("https://api.github.com");
    assertThat(usual.tokens()).isEqualTo("signalbox/tokens/");
    assertThat(own.apis().get(Provider.GITLAB)).hasToString("https://git.acme.example/api/v4");
  }
}
