package dev.signalbox.core.gate.check;

/**
 * The health of green's targets, as its load balancer sees it.
 *
 * @param least how many must be healthy; besides, none may be unhealthy
 */
public record TargetHealth(int least, Steady steady) implements Probe {
  public TargetHealth {
    if (least < 1) {
      throw new IllegalArgumentException("At least one target is healthy");
    }
  }

  @Override
  public String kind() {
    return "target-health";
  }
}
