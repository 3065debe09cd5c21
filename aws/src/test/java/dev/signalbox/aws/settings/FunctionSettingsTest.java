package dev.signalbox.aws.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FunctionSettingsTest {
  private static final Map<String, String> GOOD =
      Map.of(
          "ACCOUNT_ID", "111111111111",
          "AWS_REGION", "eu-west-1",
          "LEDGER_TABLE", "signalbox-ledger");

  private static FunctionSettings read(Map<String, String> environment) {
    return Settings.read(environment, FunctionSettings::of);
  }

  private static FunctionSettings with(String name, String value) {
    Map<String, String> environment = new HashMap<>(GOOD);
    environment.put(name, value);
    return read(environment);
  }

  @Test
  void everythingThatIsWrongIsToldAtOnce() {
    assertThatThrownBy(
            () -> read(Map.of("ACCOUNT_ID", "tools", "AWS_ENDPOINT_URL", "not an address")))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage(
            "Cannot start: ACCOUNT_ID is 'tools', not an account number; AWS_REGION is not set;"
                + " LEDGER_TABLE is not set; AWS_ENDPOINT_URL is 'not an address', not an address"
                + " such as http://127.0.0.1:4566");
  }

  @Test
  void withoutAnAddressOfItsOwnAwsIsCalled() {
    assertThat(read(GOOD).endpoint()).isEmpty();
    assertThat(with("AWS_ENDPOINT_URL", "http://127.0.0.1:4566").endpoint())
        .get()
        .hasToString("http://127.0.0.1:4566");
  }

  @Test
  void aFunctionWithSnapStartIsRestored() {
    assertThat(with("AWS_LAMBDA_INITIALIZATION_TYPE", "snap-start").restored()).isTrue();
    assertThat(with("AWS_LAMBDA_INITIALIZATION_TYPE", "on-demand").restored()).isFalse();
  }
}
