package dev.signalbox.local.api;

/**
 * Who sent a request, proved by its signature, and to which Region.
 *
 * @param arn the principal, as {@code sts get-caller-identity} would print it
 * @param userId the principal's unique id, with the session name behind a colon for an assumed role
 */
public record Caller(Place place, String arn, String userId, String accessKeyId) {
  /** The account itself: who makes what templates declare. */
  public static Caller root(Place place) {
    return new Caller(place, "arn:aws:iam::" + place.account() + ":root", place.account(), "");
  }

  public String account() {
    return place.account();
  }

  public String region() {
    return place.region();
  }
}
