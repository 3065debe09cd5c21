package dev.signalbox.local.elb.pool;

import dev.signalbox.local.api.LoadBalancers.Target;

/** A registered target; its pool guards what changes of it. */
public final class Member {
  private final Target target;
  private final Connections connections;
  Standing standing = Standing.REGISTERED;
  boolean draining;
  int underWay;
  Runnable drained = () -> {};

  /** One check at a time, and none of a round that was given up. */
  int round;

  Member(Target target) {
    this.target = target;
    this.connections = new Connections(target);
  }

  public Target target() {
    return target;
  }

  /** Idle and new connections to it. */
  public Connections connections() {
    return connections;
  }
}
