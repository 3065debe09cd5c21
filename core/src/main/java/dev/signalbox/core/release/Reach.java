package dev.signalbox.core.release;

import java.util.Optional;

/** How the pipelines of an account are reached. */
public sealed interface Reach {
  /** Centralised: this role of the account is assumed, and its pipelines are started directly. */
  record Role(String name, Optional<String> externalId) implements Reach {
    public Role {
      if (name.isEmpty()) {
        throw new IllegalArgumentException("A role has a name");
      }
    }

    /** This role in an account; a Region tells the partition. */
    public String arn(AccountId account, Region region) {
      return "arn:%s:iam::%s:role/%s".formatted(region.partition(), account, name);
    }
  }

  /** Distributed: the push is forwarded to this bus, and the account decides by itself. */
  record Bus(String name) implements Reach {}
}
