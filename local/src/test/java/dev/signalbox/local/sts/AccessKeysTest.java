package dev.signalbox.local.sts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signalbox.local.api.AwsError;
import dev.signalbox.local.api.ManualClock;
import dev.signalbox.local.api.Place;
import dev.signalbox.local.store.MvStore;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class AccessKeysTest {
  private final ManualClock clock = new ManualClock("2026-11-21T10:00:00Z");
  private final AccessKeys keys = new AccessKeys(Map.of(), MvStore.open(Optional.empty()), clock);

  private String session() {
    return keys.session(
            new Place("111111111111", "eu-west-1"), "r", "AROA1", "s", Duration.ofMinutes(15))
        .accessKeyId();
  }

  @Test
  void aSessionsKeyIsGoodUntilItExpiresAndThenSaysThatItHas() {
    String key = session();
    clock.advance(Duration.ofMinutes(15));
    assertThat(keys.apply(key)).isPresent();
    clock.advance(Duration.ofSeconds(1));
    assertThatThrownBy(() -> keys.apply(key))
        .isInstanceOfSatisfying(
            AwsError.class, e -> assertThat(e.code()).isEqualTo("ExpiredToken"));
  }

  @Test
  void aKeyThatExpiredLongAgoIsForgotten() {
    String key = session();
    clock.advance(Duration.ofDays(2));
    session();
    assertThat(keys.apply(key)).isEmpty();
  }
}
