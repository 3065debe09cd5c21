package dev.signalbox.local.elb;

import java.security.SecureRandom;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.LoadBalancer;

/**
 * A loopback address for each load balancer, so that several can listen on the same port; drawn by
 * lot, so that those of two {@code local} on one machine can as well.
 */
final class Addresses {
  private static final Random LOT = new SecureRandom();

  private Addresses() {}

  static String free(Estate estate) {
    Set<String> taken =
        estate.balancers().startingWith("").stream()
            .map(LoadBalancer::dnsName)
            .collect(Collectors.toSet());
    String drawn = drawn();
    while (taken.contains(drawn)) {
      drawn = drawn();
    }
    return drawn;
  }

  private static String drawn() {
    return "127.%d.%d.%d".formatted(LOT.nextInt(64, 255), LOT.nextInt(1, 255), LOT.nextInt(1, 255));
  }
}
