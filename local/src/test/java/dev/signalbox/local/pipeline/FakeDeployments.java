package dev.signalbox.local.pipeline;

import dev.signalbox.local.api.AwsError;
import dev.signalbox.local.api.Deployments;
import dev.signalbox.local.api.Place;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** Deployments that last until the test says how they end. */
final class FakeDeployments implements Deployments {
  final List<Request> created = new CopyOnWriteArrayList<>();
  private final Map<String, State> states = new ConcurrentHashMap<>();

  @Override
  public String create(Place place, Request request) {
    if (request.application().equals("missing")) {
      throw AwsError.of("ApplicationDoesNotExistException", "No application found for name");
    }
    created.add(request);
    String id = "d-" + created.size();
    states.put(id, new State("InProgress", Optional.empty()));
    return id;
  }

  @Override
  public Optional<State> state(Place place, String id) {
    return Optional.ofNullable(states.get(id));
  }

  @Override
  public void stop(Place place, String id, boolean rollBack) {
    end(id, "Stopped");
  }

  void end(String id, String status) {
    Optional<String> failure =
        status.equals("Failed") ? Optional.of("HEALTH_CONSTRAINTS: too ill") : Optional.empty();
    states.put(id, new State(status, failure));
  }

  void forget(String id) {
    states.remove(id);
  }
}
