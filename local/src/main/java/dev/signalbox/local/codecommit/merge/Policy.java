package dev.signalbox.local.codecommit.merge;

import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.codecommit.model.ConflictDetailLevelTypeEnum;
import software.amazon.awssdk.services.codecommit.model.ConflictResolutionStrategyTypeEnum;

/** How far a merge goes by itself where both sides changed the same. */
public record Policy(
    ConflictDetailLevelTypeEnum level, ConflictResolutionStrategyTypeEnum strategy) {

  public static Policy of(
      @Nullable ConflictDetailLevelTypeEnum level,
      @Nullable ConflictResolutionStrategyTypeEnum strategy) {
    return new Policy(
        level == null ? ConflictDetailLevelTypeEnum.FILE_LEVEL : level,
        strategy == null ? ConflictResolutionStrategyTypeEnum.NONE : strategy);
  }

  boolean mergesLines() {
    return level == ConflictDetailLevelTypeEnum.LINE_LEVEL
        || strategy == ConflictResolutionStrategyTypeEnum.AUTOMERGE;
  }
}
