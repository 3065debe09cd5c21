package dev.signalbox.aws.gate.check;

import dev.signalbox.aws.client.Calls;
import dev.signalbox.core.gate.Subject;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.ecs.model.Task;

/** The tasks that run as green. */
record Tasks(Services services) {
  /** As many as one call describes. */
  private static final int MOST = 100;

  /** Those that ECS says green's task set, or its revision's task definition, has started. */
  List<Task> of(Subject.Service service, Subject.Version green) {
    boolean isSet = !green.id().startsWith("arn:");
    List<String> arns =
        Calls.call(
            "list the tasks of " + service.service(),
            "The gate's role needs ecs:ListTasks",
            () ->
                services
                    .ecs()
                    .listTasksPaginator(r -> {
                      r.cluster(service.cluster());
                      if (isSet) {
                        r.startedBy(green.id());
                      } else {
                        r.serviceName(service.service());
                      }
                    })
                    .taskArns()
                    .stream()
                    .toList());
    List<Task> tasks = new ArrayList<>();
    for (int i = 0; i < arns.size(); i += MOST) {
      List<String> some = arns.subList(i, Math.min(arns.size(), i + MOST));
      tasks.addAll(
          Calls.call(
                  "look at the tasks of " + service.service(),
                  "The gate's role needs ecs:DescribeTasks",
                  () -> services.ecs().describeTasks(r -> r.cluster(service.cluster()).tasks(some)))
              .tasks());
    }
    return isSet
        ? tasks
        : ofRevision(tasks, new Greens(services).taskDefinitionArn(service, green));
  }

  private static List<Task> ofRevision(List<Task> tasks, Optional<String> definition) {
    return tasks.stream()
        .filter(task -> definition.filter(task.taskDefinitionArn()::equals).isPresent())
        .toList();
  }
}
