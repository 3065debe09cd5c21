package dev.signalbox.local.pipeline.run;

import java.util.Optional;

/** How an action's provider calls what it does. */
public record External(
    Optional<String> id,
    Optional<String> summary,
    Optional<String> url,
    Optional<Integer> percent) {
  public static final External NONE =
      new External(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

  public static External id(String id) {
    return NONE.withId(id);
  }

  public External withId(String newId) {
    return new External(Optional.of(newId), summary, url, percent);
  }

  public External withSummary(String newSummary) {
    return new External(id, Optional.of(newSummary), url, percent);
  }

  public External withUrl(String newUrl) {
    return new External(id, summary, Optional.of(newUrl), percent);
  }

  public External withPercent(int newPercent) {
    return new External(id, summary, url, Optional.of(newPercent));
  }
}
