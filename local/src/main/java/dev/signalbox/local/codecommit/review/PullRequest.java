package dev.signalbox.local.codecommit.review;

import dev.signalbox.local.api.Place;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What somebody asks to be merged, and all that happened to it since.
 *
 * @param modified in milliseconds since 1970
 * @param overrides by revision: who set the rules aside for it
 */
public record PullRequest(
    Origin origin,
    String title,
    String description,
    Branches branches,
    State state,
    long modified,
    List<Rule> rules,
    List<Approval> approvals,
    Map<String, String> overrides,
    List<Happening> happenings) {

  /**
   * What never changes.
   *
   * @param request a fingerprint of the call that made it: with the same token only the same call
   *     is answered again
   */
  public record Origin(
      String id,
      String account,
      String region,
      String repositoryId,
      String author,
      long created,
      String token,
      String request) {}

  /** Full references, and where they stood when the pull request last changed. */
  public record Branches(
      String source,
      String destination,
      String sourceCommit,
      String destinationCommit,
      String mergeBase,
      String revisionId) {}

  /**
   * @param mergedBy empty unless it was merged
   * @param mergeCommit empty when there is none
   */
  public record State(boolean open, String mergedBy, String mergeCommit, String mergeOption) {
    public boolean merged() {
      return !mergedBy.isEmpty();
    }
  }

  public record Rule(
      String id, String name, String content, long created, long modified, String modifiedBy) {}

  public record Approval(String revisionId, String user, boolean approved) {}

  /**
   * @param facts what is particular to the type
   */
  public record Happening(String type, long at, String actor, Map<String, String> facts) {}

  public String id() {
    return origin.id();
  }

  public Place place() {
    return new Place(origin.account(), origin.region());
  }

  String key() {
    return place().key(origin.id());
  }

  PullRequest told(String newTitle, String newDescription, long now) {
    return new PullRequest(
        origin,
        newTitle,
        newDescription,
        branches,
        state,
        now,
        rules,
        approvals,
        overrides,
        happenings);
  }

  PullRequest at(Branches newBranches, long now) {
    return new PullRequest(
        origin,
        title,
        description,
        newBranches,
        state,
        now,
        rules,
        approvals,
        overrides,
        happenings);
  }

  PullRequest in(State newState, long now) {
    return new PullRequest(
        origin,
        title,
        description,
        branches,
        newState,
        now,
        rules,
        approvals,
        overrides,
        happenings);
  }

  PullRequest under(List<Rule> newRules, long now) {
    return new PullRequest(
        origin,
        title,
        description,
        branches,
        state,
        now,
        newRules,
        approvals,
        overrides,
        happenings);
  }

  PullRequest judged(List<Approval> newApprovals, Map<String, String> newOverrides, long now) {
    return new PullRequest(
        origin,
        title,
        description,
        branches,
        state,
        now,
        rules,
        newApprovals,
        newOverrides,
        happenings);
  }

  PullRequest with(Happening happening) {
    return new PullRequest(
        origin,
        title,
        description,
        branches,
        state,
        modified,
        rules,
        approvals,
        overrides,
        Stream.concat(happenings.stream(), Stream.of(happening)).toList());
  }
}
