package dev.signalbox.local.ecs.service;

import java.util.List;
import software.amazon.awssdk.services.ecs.model.LoadBalancer;

/** A version of a service that somebody wants. */
record Asked(
    String taskDefinitionArn,
    List<LoadBalancer> balancers,
    String launchType,
    String externalId,
    String startedBy,
    double scale) {
  Asked {
    balancers = List.copyOf(balancers);
  }
}
