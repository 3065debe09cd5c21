package dev.signalbox.local.elb.pool;

import dev.signalbox.local.api.Clock;
import dev.signalbox.local.api.LoadBalancers.Health;
import dev.signalbox.local.api.LoadBalancers.Target;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** The targets of one group. */
public final class Pool {
  /**
   * What the group is configured to.
   *
   * @param inUse whether a listener or a rule forwards to it
   * @param delay the deregistration delay
   */
  public record Setting(Checking checking, boolean inUse, Duration delay) {}

  private final Clock clock;
  private final Supplier<Setting> setting;
  private final Map<Target, Member> members = new LinkedHashMap<>();
  private int turn;
  private long requests;
  private boolean closed;

  public Pool(Clock clock, Supplier<Setting> setting) {
    this.clock = clock;
    this.setting = setting;
  }

  public void register(Target target) {
    Member member;
    synchronized (this) {
      Member before = members.get(target);
      if (before != null && !before.draining) {
        return;
      }
      member = new Member(target);
      members.put(target, member);
    }
    check(member, 0);
  }

  /** See {@link dev.signalbox.local.api.LoadBalancers#deregister}. */
  public void deregister(Target target, Runnable drained) {
    Duration delay = setting.get().delay();
    boolean now;
    synchronized (this) {
      Member member = members.get(target);
      now = member == null || member.underWay == 0;
      if (member != null && !now) {
        Runnable others = member.drained;
        member.drained =
            () -> {
              others.run();
              drained.run();
            };
      }
      if (member != null && !member.draining) {
        member.draining = true;
        member.round++;
        clock.after(delay, () -> forget(member));
      }
    }
    if (now) {
      drained.run();
    }
  }

  private void forget(Member member) {
    Runnable drained;
    synchronized (this) {
      members.remove(member.target(), member);
      drained = member.drained;
      member.drained = () -> {};
    }
    member.connections().close();
    drained.run();
  }

  /**
   * Whose turn it is, and one more request under way there: a healthy target, or any where none is.
   */
  public synchronized Optional<Member> next() {
    List<Member> all = members.values().stream().filter(it -> !it.draining).toList();
    List<Member> healthy = all.stream().filter(it -> it.standing.health().healthy()).toList();
    List<Member> candidates = healthy.isEmpty() ? all : healthy;
    if (candidates.isEmpty()) {
      return Optional.empty();
    }
    Member chosen = candidates.get(Math.floorMod(turn++, candidates.size()));
    chosen.underWay++;
    requests++;
    return Optional.of(chosen);
  }

  /** A request that {@link #next} has counted is over. */
  public void over(Member member) {
    Runnable drained = () -> {};
    synchronized (this) {
      member.underWay--;
      if (member.draining && member.underWay == 0) {
        drained = member.drained;
        member.drained = () -> {};
      }
    }
    drained.run();
  }

  public synchronized long requests() {
    return requests;
  }

  /** The registered targets and those that drain, with their health. */
  public synchronized Map<Target, Health> health() {
    Map<Target, Health> health = new LinkedHashMap<>();
    members.forEach((target, member) ->
        health.put(target, member.draining ? Standing.DRAINING : member.standing.health()));
    return health;
  }

  public Health health(Target target) {
    return health().getOrDefault(target, Standing.NOT_REGISTERED);
  }

  public synchronized List<Target> registered() {
    return members.values().stream().filter(it -> !it.draining).map(Member::target).toList();
  }

  /** The group's setting has changed: every target is asked now, not when its time has come. */
  public void settingChanged() {
    List<Member> all;
    synchronized (this) {
      all = new ArrayList<>(members.values());
    }
    all.forEach(it -> check(it, round(it)));
  }

  private synchronized int round(Member member) {
    return ++member.round;
  }

  private void check(Member member, int round) {
    if (over()) {
      return;
    }
    Setting now = setting.get();
    if (!stands(member, round, now.inUse())) {
      return;
    }
    if (now.inUse()) {
      clock.after(Duration.ZERO, () -> ask(member, round, now));
    }
  }

  private synchronized boolean over() {
    return closed;
  }

  private void ask(Member member, int round, Setting now) {
    Answer answer = new Question(member.target(), now.checking()).ask();
    synchronized (this) {
      if (closed || member.round != round || member.draining) {
        return;
      }
      member.standing = member.standing.after(answer, now.checking());
    }
    clock.after(now.checking().interval(), () -> check(member, round));
  }

  private synchronized boolean stands(Member member, int round, boolean inUse) {
    if (closed || member.round != round || member.draining) {
      return false;
    }
    boolean unused = member.standing.equals(Standing.NOT_IN_USE);
    if (unused == inUse) {
      member.standing = inUse ? Standing.REGISTERED : Standing.NOT_IN_USE;
    }
    return true;
  }

  public synchronized void close() {
    closed = true;
    members.values().forEach(it -> it.connections().close());
    members.clear();
  }
}
