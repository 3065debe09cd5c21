package dev.signalbox.local.codedeploy.inplace;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.codedeploy.model.MinimumHealthyHosts;
import software.amazon.awssdk.services.codedeploy.model.MinimumHealthyHostsType;

/**
 * How far a deployment has come among its instances, and whom it may go on with.
 *
 * @param least how many have to stay healthy
 */
record Fleet(int least, List<Member> members) {
  /** How it stands with the deployment on an instance. */
  enum Standing {
    WAITING,
    SUCCEEDED,
    FAILED
  }

  /**
   * @param healthy whether what was deployed there before works
   */
  record Member(String name, boolean healthy, Standing standing) {
    boolean works() {
      return switch (standing) {
        case WAITING -> healthy;
        case SUCCEEDED -> true;
        case FAILED -> false;
      };
    }
  }

  Fleet {
    members = List.copyOf(members);
  }

  /**
   * Empty where a group of that size can never keep so many healthy.
   *
   * @param wanted none for one at a time
   */
  static Optional<Fleet> of(@Nullable MinimumHealthyHosts wanted, List<Member> members) {
    int all = members.size();
    int value = wanted == null || wanted.value() == null ? 99 : wanted.value();
    if (wanted != null && wanted.type() == MinimumHealthyHostsType.HOST_COUNT) {
      return value > 0 && value >= all ? Optional.empty() : Optional.of(new Fleet(value, members));
    }
    // One can always be worked on: the last may fail.
    int percent = Math.ceilDiv(all * value, 100);
    return Optional.of(new Fleet(Math.clamp(percent, 0, Math.max(0, all - 1)), members));
  }

  /** Those to be worked on next, side by side: the ill ones first, for there is no harm in it. */
  List<String> next() {
    long working = members.stream().filter(Member::works).count();
    long allowed = Math.max(0, working - least);
    List<String> next = new ArrayList<>();
    for (Member member : members) {
      if (member.standing() == Standing.WAITING && !member.healthy()) {
        next.add(member.name());
      }
    }
    members.stream()
        .filter(it -> it.standing() == Standing.WAITING && it.healthy())
        .limit(allowed)
        .forEach(it -> next.add(it.name()));
    return next;
  }

  Fleet with(String name, Standing standing) {
    return new Fleet(
        least,
        members.stream()
            .map(it -> it.name().equals(name) ? new Member(name, it.healthy(), standing) : it)
            .toList());
  }

  boolean waiting() {
    return members.stream().anyMatch(it -> it.standing() == Standing.WAITING);
  }

  /** Whether it was worth it: enough work, and one at least has the new revision. */
  boolean succeeded() {
    return !waiting()
        && members.stream().filter(Member::works).count() >= least
        && members.stream().anyMatch(it -> it.standing() == Standing.SUCCEEDED);
  }
}
