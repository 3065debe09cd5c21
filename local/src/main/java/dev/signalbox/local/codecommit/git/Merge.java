package dev.signalbox.local.codecommit.git;

/**
 * What an event adds to a reference's change when the server merged.
 *
 * @param baseCommitId empty when the two sides have no commit in common
 */
public record Merge(
    String baseCommitId,
    String sourceCommitId,
    String destinationCommitId,
    String option,
    String conflictDetailsLevel,
    String conflictResolutionStrategy) {}
