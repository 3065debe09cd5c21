package dev.signalbox.aws.gate.check;

import dev.signalbox.aws.client.Calls;
import dev.signalbox.core.gate.Subject;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import software.amazon.awssdk.services.ecs.model.DesiredStatus;
import software.amazon.awssdk.services.ecs.model.Task;

/** The tasks that run as green. */
record Tasks(Services services) {
  /** As many as one call describes. */
  private static final int MOST = 100;

  /** Those that run. */
  List<Task> running(Subject.Service service, Subject.Version green) {
    return of(service, green, DesiredStatus.RUNNING);
  }

  /** Those that run, and those that ECS still knows to have run. */
  List<Task> all(Subject.Service service, Subject.Version green) {
    return Stream.of(DesiredStatus.RUNNING, DesiredStatus.STOPPED)
        .flatMap(status -> of(service, green, status).stream())
        .toList();
  }

  private List<Task> of(Subject.Service service, Subject.Version green, DesiredStatus status) {
    List<String> arns =
        Calls.call(
            "list the tasks of " + service.service(),
            "The gate's role needs ecs:ListTasks",
            () ->
                services
                    .ecs()
                    .listTasksPaginator(r ->
                        r.cluster(service.cluster())
                            .serviceName(service.service())
                            .desiredStatus(status))
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
    return tasks.stream().filter(greens(service, green)).toList();
  }

  /** A task set's are started by it; a revision's are of its task definition. */
  private Predicate<Task> greens(Subject.Service service, Subject.Version green) {
    if (!green.id().startsWith("arn:")) {
      return task -> green.id().equals(task.startedBy());
    }
    Optional<String> definition = new Greens(services).taskDefinitionArn(service, green);
    return task -> definition.filter(d -> d.equals(task.taskDefinitionArn())).isPresent();
  }
}
