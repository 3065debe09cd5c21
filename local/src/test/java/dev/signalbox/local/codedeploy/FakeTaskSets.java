package dev.signalbox.local.codedeploy;

import dev.signalbox.local.api.AwsError;
import dev.signalbox.local.api.Place;
import dev.signalbox.local.api.TaskSets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.UnaryOperator;

/** A service whose task sets become steady when a test says so. */
final class FakeTaskSets implements TaskSets {
  final List<TaskSet> sets = new CopyOnWriteArrayList<>();
  private final Set<String> definitions = Set.of("shop:1", "shop:2", "shop:3");
  String controller = "CODE_DEPLOY";
  boolean steadyAtOnce = true;
  private int made;

  FakeTaskSets(String blue) {
    sets.add(set("ecs-svc/0", "shop:1", blue, "", "PRIMARY", true));
  }

  private static TaskSet set(
      String id, String definition, String group, String external, String status, boolean steady) {
    return new TaskSet(
        id,
        "arn:" + id,
        definition,
        List.of(new Balanced(group, "web", 8080)),
        external,
        status,
        100,
        steady,
        Instant.EPOCH,
        1,
        steady ? 0 : 1,
        steady ? 1 : 0,
        Instant.EPOCH);
  }

  @Override
  public ServiceState service(Place place, String cluster, String service) {
    if (!service.equals("shop")) {
      throw AwsError.of("ServiceNotFoundException", "Service not found.");
    }
    return new ServiceState("arn:shop", cluster, service, controller, 1, List.copyOf(sets));
  }

  @Override
  public String taskDefinition(Place place, String taskDefinition) {
    if (!definitions.contains(taskDefinition)) {
      throw AwsError.of("ClientException", "Unable to describe task definition.");
    }
    return taskDefinition;
  }

  @Override
  public TaskSet create(Place place, String cluster, String service, Wish wish) {
    TaskSet created =
        set(
            "ecs-svc/" + ++made,
            wish.taskDefinition(),
            wish.loadBalancers().getFirst().targetGroupArn(),
            wish.externalId(),
            "ACTIVE",
            steadyAtOnce);
    sets.add(created);
    return created;
  }

  @Override
  public TaskSet taskSet(Place place, String cluster, String service, String taskSet) {
    return find(taskSet)
        .orElseThrow(() -> AwsError.of("TaskSetNotFoundException", "There is no such task set."));
  }

  private Optional<TaskSet> find(String id) {
    return sets.stream().filter(it -> it.id().equals(id)).findFirst();
  }

  @Override
  public TaskSet scale(Place place, String cluster, String service, String set, double percent) {
    throw new UnsupportedOperationException();
  }

  @Override
  public TaskSet makePrimary(Place place, String cluster, String service, String taskSet) {
    change(it -> status(it, it.id().equals(taskSet) ? "PRIMARY" : "ACTIVE"));
    return find(taskSet).orElseThrow();
  }

  @Override
  public void delete(Place place, String cluster, String service, String taskSet) {
    if (find(taskSet).filter(it -> it.status().equals("PRIMARY")).isPresent()) {
      throw AwsError.of("InvalidParameterException", "It is the primary task set.");
    }
    sets.removeIf(it -> it.id().equals(taskSet));
  }

  void becomeSteady() {
    change(it ->
        set(
            it.id(),
            it.taskDefinition(),
            it.loadBalancers().getFirst().targetGroupArn(),
            it.externalId(),
            it.status(),
            true));
  }

  private void change(UnaryOperator<TaskSet> change) {
    List<TaskSet> changed = new ArrayList<>(sets);
    changed.replaceAll(change);
    sets.clear();
    sets.addAll(changed);
  }

  private static TaskSet status(TaskSet it, String status) {
    return set(
        it.id(),
        it.taskDefinition(),
        it.loadBalancers().getFirst().targetGroupArn(),
        it.externalId(),
        status,
        it.steady());
  }

  /** The task definitions that run, the primary's first. */
  List<String> running() {
    return sets.stream()
        .sorted(java.util.Comparator.comparing((TaskSet it) -> it.status()).reversed())
        .map(TaskSet::taskDefinition)
        .toList();
  }
}
