package dev.signalbox.functions.observer;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;

class ObserverSettingsTest {
  @Test
  void everythingThatIsWrongIsToldAtOnce() {
    assertThatThrownBy(() -> ObserverSettings.from(Map.of("ACCOUNT_ID", "tools")))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage(
            "Cannot start: ACCOUNT_ID is 'tools', not an account number; AWS_REGION is not set;"
                + " LEDGER_TABLE is not set");
  }
}
