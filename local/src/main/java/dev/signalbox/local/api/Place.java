package dev.signalbox.local.api;

/** One Region of one account: what two equally named resources differ by. */
public record Place(String account, String region) {

  /** The partition is always {@code aws}. */
  public String arn(String service, String resource) {
    return "arn:aws:" + service + ":" + region + ":" + account + ":" + resource;
  }

  /** A key for a resource of this place in a {@link Table}. */
  public String key(String name) {
    return account + "/" + region + "/" + name;
  }
}
