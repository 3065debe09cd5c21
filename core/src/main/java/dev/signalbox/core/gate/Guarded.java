package dev.signalbox.core.gate;

import java.util.Set;

/**
 * Which hooks a gate answers.
 *
 * @param moments at which it asks; every other moment needs a gate of its own
 */
public record Guarded(Place place, Set<Moment> moments) {
  /** What is deployed there. */
  public sealed interface Place {}

  /** A deployment group of CodeDeploy's. */
  public record DeploymentGroup(String application, String group) implements Place {
    @Override
    public String toString() {
      return application + "/" + group;
    }
  }

  /** A service that ECS deploys by itself. */
  public record Service(String cluster, String service) implements Place {
    @Override
    public String toString() {
      return cluster + "/" + service;
    }
  }

  public Guarded {
    moments = Set.copyOf(moments);
  }

  public boolean covers(Place asked, Moment moment) {
    return place.equals(asked) && moments.contains(moment);
  }
}
