package dev.signalbox.local.codedeploy.inplace;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.local.codedeploy.inplace.Fleet.Member;
import dev.signalbox.local.codedeploy.inplace.Fleet.Standing;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.codedeploy.model.MinimumHealthyHosts;
import software.amazon.awssdk.services.codedeploy.model.MinimumHealthyHostsType;

class FleetTest {
  @ParameterizedTest(name = "{0} instances, {1} {2}: batches of {3}")
  @CsvSource({
    "1, FLEET_PERCENT, 99, 1",
    "3, FLEET_PERCENT, 99, 1 1 1",
    "3, FLEET_PERCENT, 50, 1 1 1",
    "4, FLEET_PERCENT, 50, 2 2",
    "9, FLEET_PERCENT, 50, 4 4 1",
    "3, FLEET_PERCENT, 0, 3",
    "3, HOST_COUNT, 0, 3",
    "5, HOST_COUNT, 3, 2 2 1",
  })
  void soManyAtOnceThatEnoughStayHealthy(int size, String type, int value, String batches) {
    Fleet fleet = fleet(size, type, value);
    List<String> sizes = new ArrayList<>();
    while (fleet.waiting()) {
      List<String> next = fleet.next();
      sizes.add(String.valueOf(next.size()));
      for (String name : next) {
        fleet = fleet.with(name, Standing.SUCCEEDED);
      }
    }
    assertThat(String.join(" ", sizes)).isEqualTo(batches);
    assertThat(fleet.succeeded()).isTrue();
  }

  @Test
  void oneAtATimeEndsWithTheFirstFailure() {
    Fleet fleet = fleet(3, "FLEET_PERCENT", 99).with("host-0", Standing.FAILED);
    assertThat(fleet.next()).isEmpty();
    assertThat(fleet.succeeded()).isFalse();
  }

  @Test
  void oneAtATimeTheLastMayFail() {
    Fleet fleet =
        fleet(3, "FLEET_PERCENT", 99)
            .with("host-0", Standing.SUCCEEDED)
            .with("host-1", Standing.SUCCEEDED)
            .with("host-2", Standing.FAILED);
    assertThat(fleet.succeeded()).isTrue();
  }

  @Test
  void theOnlyInstanceMayNotFail() {
    assertThat(fleet(1, "FLEET_PERCENT", 99).with("host-0", Standing.FAILED).succeeded()).isFalse();
  }

  @Test
  void allAtOnceOneSuccessIsEnough() {
    Fleet fleet =
        fleet(2, "HOST_COUNT", 0)
            .with("host-0", Standing.FAILED)
            .with("host-1", Standing.SUCCEEDED);
    assertThat(fleet.succeeded()).isTrue();
    assertThat(fleet.with("host-1", Standing.FAILED).succeeded()).isFalse();
  }

  @Test
  void theIllComeFirstAndDoNotCount() {
    Fleet fleet =
        new Fleet(
            1,
            List.of(
                new Member("well", true, Standing.WAITING),
                new Member("ill", false, Standing.WAITING)));
    assertThat(fleet.next()).containsExactly("ill");
    assertThat(fleet.with("ill", Standing.SUCCEEDED).next()).containsExactly("well");
  }

  @Test
  void asManyHealthyAsThereAreIsImpossible() {
    assertThat(Fleet.of(least("HOST_COUNT", 2), members(2))).isEmpty();
  }

  private static Fleet fleet(int size, String type, int value) {
    return Fleet.of(least(type, value), members(size)).orElseThrow();
  }

  private static List<Member> members(int size) {
    return IntStream.range(0, size)
        .mapToObj(i -> new Member("host-" + i, true, Standing.WAITING))
        .toList();
  }

  private static MinimumHealthyHosts least(String type, int value) {
    return MinimumHealthyHosts.builder()
        .type(MinimumHealthyHostsType.fromValue(type))
        .value(value)
        .build();
  }
}
