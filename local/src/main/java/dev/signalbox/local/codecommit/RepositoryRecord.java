package dev.signalbox.local.codecommit;

import dev.signalbox.local.api.Place;

/** What is kept of a repository beside its objects and references. */
record RepositoryRecord(
    String account,
    String region,
    String id,
    String name,
    String description,
    long createdMillis,
    long modifiedMillis) {

  Place place() {
    return new Place(account, region);
  }

  String arn() {
    return place().arn("codecommit", name);
  }

  RepositoryRecord renamed(String newName, long now) {
    return new RepositoryRecord(account, region, id, newName, description, createdMillis, now);
  }

  RepositoryRecord described(String newDescription, long now) {
    return new RepositoryRecord(account, region, id, name, newDescription, createdMillis, now);
  }
}
