package dev.signalbox.core.release;

import java.time.Instant;

/** What a pipeline may be started for. */
public sealed interface Cause permits Push, PullRequest, ImagePush, StoredObject {
  /** The id of the event that told of it; two deliveries can tell of one cause. */
  String delivery();

  AccountId account();

  Region region();

  Instant at();

  /** Equal for every telling of this cause, whoever tells it. */
  String move();

  /** The word for its kind in records and reports. */
  default String kind() {
    return switch (this) {
      case Push _ -> "push";
      case PullRequest _ -> "pull-request";
      case ImagePush _ -> "image";
      case StoredObject _ -> "object";
    };
  }

  /** What pipelines are to run with. */
  Revision revision();
}
