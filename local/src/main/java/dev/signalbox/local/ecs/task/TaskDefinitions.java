package dev.signalbox.local.ecs.task;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.signalbox.local.api.Arn;
import dev.signalbox.local.api.AwsError;
import dev.signalbox.local.api.Place;
import dev.signalbox.local.api.Shapes;
import dev.signalbox.local.api.Store;
import dev.signalbox.local.api.Table;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import software.amazon.awssdk.services.ecs.model.TaskDefinition;
import software.amazon.awssdk.services.ecs.model.TaskDefinitionStatus;

/** The task definitions of every place, revision by revision. */
public final class TaskDefinitions {
  /** As the API shows it. */
  record Kept(ObjectNode definition) {}

  /** How many revisions a family has had. */
  record Count(int revisions) {}

  private final Table<Kept> definitions;
  private final Table<Count> counts;

  public TaskDefinitions(Store store) {
    definitions = store.table("ecs-task-definitions", Kept.class);
    counts = store.table("ecs-task-definition-counts", Count.class);
  }

  /** Files the definition as its family's next revision. */
  public TaskDefinition add(Place place, TaskDefinition given) {
    String key = place.key(given.family());
    counts.putIfAbsent(key, new Count(0));
    int revision =
        counts.update(key, it -> new Count(it.revisions() + 1)).orElseThrow().revisions();
    TaskDefinition numbered =
        given.toBuilder()
            .revision(revision)
            .taskDefinitionArn(
                place.arn("ecs", "task-definition/" + given.family() + ":" + revision))
            .status(TaskDefinitionStatus.ACTIVE)
            .build();
    put(place, numbered);
    return numbered;
  }

  private void put(Place place, TaskDefinition definition) {
    definitions.put(
        key(place, definition.family(), definition.revision()), new Kept(Shapes.json(definition)));
  }

  private static String key(Place place, String family, int revision) {
    return place.key(family) + ":" + "%09d".formatted(revision);
  }

  /**
   * @param reference {@code family:revision}, family (its newest active revision) or ARN
   */
  public Optional<TaskDefinition> find(Place place, String reference) {
    String name =
        Arn.parse(reference)
            .map(it -> it.resource().replaceFirst("^task-definition/", ""))
            .orElse(reference);
    int colon = name.lastIndexOf(':');
    if (colon < 0) {
      return of(place, name).reversed().stream()
          .filter(it -> it.status() == TaskDefinitionStatus.ACTIVE)
          .findFirst();
    }
    try {
      int revision = Integer.parseUnsignedInt(name.substring(colon + 1));
      return definitions
          .get(key(place, name.substring(0, colon), revision))
          .map(TaskDefinitions::definition);
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }

  /**
   * One that new tasks may be made from.
   *
   * @throws AwsError ClientException
   */
  public TaskDefinition active(Place place, String reference) {
    TaskDefinition found =
        find(place, reference).orElseThrow(() -> EcsError.client("TaskDefinition not found."));
    if (found.status() != TaskDefinitionStatus.ACTIVE) {
      throw EcsError.client("TaskDefinition is inactive");
    }
    return found;
  }

  public TaskDefinition change(
      Place place, TaskDefinition definition, UnaryOperator<TaskDefinition.Builder> change) {
    TaskDefinition changed = change.apply(definition.toBuilder()).build();
    put(place, changed);
    return changed;
  }

  /** The oldest revision first. */
  public List<TaskDefinition> of(Place place, String family) {
    return definitions.startingWith(place.key(family + ":")).stream()
        .map(TaskDefinitions::definition)
        .toList();
  }

  public List<TaskDefinition> of(Place place) {
    return definitions.startingWith(place.key("")).stream()
        .map(TaskDefinitions::definition)
        .toList();
  }

  private static TaskDefinition definition(Kept kept) {
    return Shapes.fill(TaskDefinition.builder(), kept.definition()).build();
  }
}
