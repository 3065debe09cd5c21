package dev.signalbox.local.api;

import java.util.Map;

/** Lambda's aliases, as deployments shift traffic by them. */
public interface Aliases {
  /**
   * Where an alias leads.
   *
   * @param version that gets what the others leave
   * @param weights the parts, up to 1, that other versions get
   */
  record Route(String version, Map<String, Double> weights) {
    public Route {
      weights = Map.copyOf(weights);
    }
  }

  /**
   * @param function a name or ARN
   * @throws AwsError ResourceNotFoundException
   */
  Route route(Place place, String function, String alias);

  /**
   * @throws AwsError ResourceNotFoundException when function, alias or a version is not there
   */
  void route(Place place, String function, String alias, Route route);

  /** Whether the function has such a published version. */
  boolean hasVersion(Place place, String function, String version);
}
