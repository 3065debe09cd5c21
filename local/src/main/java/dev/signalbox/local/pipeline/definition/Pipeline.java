package dev.signalbox.local.pipeline.definition;

import dev.signalbox.local.api.Place;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/**
 * A pipeline without its declaration, which is kept by version.
 *
 * @param version of the structure in force
 * @param transitions of the stages somebody opened or closed, by stage
 * @param latest the execution that entered each stage last, by stage
 */
public record Pipeline(
    Place place,
    String name,
    int version,
    Instant created,
    Instant updated,
    Map<String, String> tags,
    Map<String, Transition> transitions,
    Map<String, String> latest) {

  public Pipeline {
    tags = Map.copyOf(tags);
    transitions = Map.copyOf(transitions);
    latest = Map.copyOf(latest);
  }

  public String arn() {
    return place.arn("codepipeline", name);
  }

  public String key() {
    return place.key(name);
  }

  public boolean open(String stage) {
    Transition transition = transitions.get(stage);
    return transition == null || transition.enabled();
  }

  public Pipeline next(Instant now) {
    return new Pipeline(place, name, version + 1, created, now, tags, transitions, latest);
  }

  public Pipeline with(Map<String, String> newTags) {
    return new Pipeline(place, name, version, created, updated, newTags, transitions, latest);
  }

  public Pipeline with(String stage, Transition transition) {
    Map<String, Transition> all = new HashMap<>(transitions);
    all.put(stage, transition);
    return new Pipeline(place, name, version, created, updated, tags, all, latest);
  }

  public Pipeline entered(String stage, String execution) {
    Map<String, String> all = new HashMap<>(latest);
    all.put(stage, execution);
    return new Pipeline(place, name, version, created, updated, tags, transitions, all);
  }
}
