package dev.signalbox.functions.router;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.InstantSource;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RehearsalTest {
  @Test
  void aPushIsRoutedToItsEndWithoutANetwork() {
    RouterSettings settings =
        RouterSettings.from(
            Map.of(
                "ACCOUNT_ID", "111111111111",
                "AWS_REGION", "eu-west-1",
                "LEDGER_TABLE", "signalbox-ledger"));

    assertThat(Rehearsal.run(settings, InstantSource.system()))
        .contains("\"outcome\":\"STARTED\"", "\"execution\":\"e\"", "\"witnesses\":[\"a/b\"]");
  }
}
