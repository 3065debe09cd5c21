package dev.signalbox.core.release;

/** An event bus where it lives. */
public record BusId(AccountId account, Region region, String name) {
  public String arn() {
    return "arn:%s:events:%s:%s:event-bus/%s".formatted(region.partition(), region, account, name);
  }

  @Override
  public String toString() {
    return account + "/" + region + "/" + name;
  }
}
