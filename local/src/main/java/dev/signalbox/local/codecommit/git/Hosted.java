package dev.signalbox.local.codecommit.git;

import dev.signalbox.local.api.Place;

/**
 * What is known of a repository beside its git data.
 *
 * @param id names the directory of the git data, which therefore never holds a user's text
 * @param description empty when there is none
 * @param kmsKeyId empty for the key AWS owns
 * @param created in milliseconds since 1970
 * @param modified in milliseconds since 1970
 */
public record Hosted(
    String id,
    String account,
    String region,
    String name,
    String description,
    String kmsKeyId,
    long created,
    long modified) {

  public Place place() {
    return new Place(account, region);
  }

  public String arn() {
    return place().arn("codecommit", name);
  }

  String key() {
    return place().key(name);
  }

  Hosted named(String newName, long now) {
    return new Hosted(id, account, region, newName, description, kmsKeyId, created, now);
  }

  Hosted described(String newDescription, long now) {
    return new Hosted(id, account, region, name, newDescription, kmsKeyId, created, now);
  }

  Hosted modified(long now) {
    return new Hosted(id, account, region, name, description, kmsKeyId, created, now);
  }
}
