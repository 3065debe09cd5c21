package dev.signalbox.local.api;

import java.util.Optional;

/**
 * An Amazon Resource Name, taken apart.
 *
 * @param resource everything behind the account, colons and slashes included
 */
public record Arn(
    String partition, String service, String region, String account, String resource) {

  /** Empty when the text is not of an ARN's form. */
  public static Optional<Arn> parse(String text) {
    var parts = text.split(":", 6);
    return parts.length == 6 && parts[0].equals("arn") && !parts[5].isEmpty()
        ? Optional.of(new Arn(parts[1], parts[2], parts[3], parts[4], parts[5]))
        : Optional.empty();
  }

  public Place place() {
    return new Place(account, region);
  }

  @Override
  public String toString() {
    return String.join(":", "arn", partition, service, region, account, resource);
  }
}
