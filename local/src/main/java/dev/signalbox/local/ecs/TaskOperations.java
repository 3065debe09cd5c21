package dev.signalbox.local.ecs;

import dev.signalbox.local.api.AwsError;
import dev.signalbox.local.api.Caller;
import dev.signalbox.local.api.Paging;
import dev.signalbox.local.api.Paging.Page;
import dev.signalbox.local.api.Place;
import dev.signalbox.local.api.Service;
import dev.signalbox.local.ecs.task.Clusters;
import dev.signalbox.local.ecs.task.EcsError;
import dev.signalbox.local.ecs.task.Plan;
import dev.signalbox.local.ecs.task.TaskDefinitions;
import dev.signalbox.local.ecs.task.TaskRun;
import dev.signalbox.local.ecs.task.Tasks;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import software.amazon.awssdk.services.ecs.model.DescribeTasksRequest;
import software.amazon.awssdk.services.ecs.model.DescribeTasksResponse;
import software.amazon.awssdk.services.ecs.model.DesiredStatus;
import software.amazon.awssdk.services.ecs.model.Failure;
import software.amazon.awssdk.services.ecs.model.LaunchType;
import software.amazon.awssdk.services.ecs.model.ListTasksRequest;
import software.amazon.awssdk.services.ecs.model.ListTasksResponse;
import software.amazon.awssdk.services.ecs.model.RunTaskRequest;
import software.amazon.awssdk.services.ecs.model.RunTaskResponse;
import software.amazon.awssdk.services.ecs.model.StopTaskRequest;
import software.amazon.awssdk.services.ecs.model.StopTaskResponse;
import software.amazon.awssdk.services.ecs.model.Task;
import software.amazon.awssdk.services.ecs.model.TaskDefinition;
import software.amazon.awssdk.services.ecs.model.TaskOverride;
import software.amazon.awssdk.services.ecs.model.TaskStopCode;

/** The operations on tasks. */
record TaskOperations(Tasks tasks, Clusters clusters, TaskDefinitions definitions) {
  private static final Paging PAGES =
      new Paging("tasks", 100, 100, () -> EcsError.invalid("Invalid token."));
  private static final int MOST_RUN = 10;

  void addTo(Service service) {
    service
        .on("RunTask", RunTaskRequest::builder, this::run)
        .on("StopTask", StopTaskRequest::builder, this::stop)
        .on("DescribeTasks", DescribeTasksRequest::builder, this::describe)
        .on("ListTasks", ListTasksRequest::builder, this::list);
  }

  private RunTaskResponse run(Caller caller, RunTaskRequest request) {
    String cluster = clusters.existing(caller.place(), request.cluster());
    TaskDefinition definition = definitions.active(caller.place(), request.taskDefinition());
    int count = Optional.ofNullable(request.count()).orElse(1);
    if (count < 1 || count > MOST_RUN) {
      throw EcsError.invalid("count must be from 1 to 10.");
    }
    List<Task> started = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      Plan plan =
          new Plan(
              caller.place(),
              cluster,
              Tasks.newId(),
              definition,
              Optional.ofNullable(request.group()).orElse("family:" + definition.family()),
              Optional.ofNullable(request.startedBy()).orElse(""),
              Optional.ofNullable(request.launchType()).orElse(LaunchType.EC2).toString(),
              List.of(),
              Optional.ofNullable(request.overrides()).orElse(TaskOverride.builder().build()));
      started.add(tasks.run(plan, () -> {}).status().task());
    }
    return RunTaskResponse.builder().tasks(started).failures(List.of()).build();
  }

  private StopTaskResponse stop(Caller caller, StopTaskRequest request) {
    Place place = caller.place();
    String cluster = clusters.existing(place, request.cluster());
    String reason = Optional.ofNullable(request.reason()).orElse("Task stopped by user");
    tasks
        .running(place, cluster, request.task())
        .ifPresent(it -> it.stop(new TaskRun.Stop(TaskStopCode.USER_INITIATED, reason)));
    return StopTaskResponse.builder().task(existing(place, cluster, request.task())).build();
  }

  /**
   * @throws AwsError InvalidParameterException
   */
  private Task existing(Place place, String cluster, String idOrArn) {
    return tasks
        .find(place, cluster, idOrArn)
        .orElseThrow(() -> EcsError.invalid("The referenced task was not found."));
  }

  private DescribeTasksResponse describe(Caller caller, DescribeTasksRequest request) {
    String cluster = clusters.existing(caller.place(), request.cluster());
    List<Task> found = new ArrayList<>();
    List<Failure> missing = new ArrayList<>();
    for (String wanted : request.tasks()) {
      tasks
          .find(caller.place(), cluster, wanted)
          .ifPresentOrElse(found::add, () -> missing.add(missing(caller.place(), cluster, wanted)));
    }
    return DescribeTasksResponse.builder().tasks(found).failures(missing).build();
  }

  private static Failure missing(Place place, String cluster, String wanted) {
    return Failure.builder()
        .arn(place.arn("ecs", "task/" + cluster + "/" + Tasks.id(wanted)))
        .reason("MISSING")
        .build();
  }

  private ListTasksResponse list(Caller caller, ListTasksRequest request) {
    String cluster = clusters.existing(caller.place(), request.cluster());
    String desired =
        Optional.ofNullable(request.desiredStatus()).orElse(DesiredStatus.RUNNING).toString();
    Stream<Task> found =
        tasks.of(caller.place(), cluster).stream()
            .filter(it -> it.desiredStatus().equals(desired))
            .filter(it ->
                request.serviceName() == null
                    || it.group().equals("service:" + Tasks.id(request.serviceName())))
            .filter(it -> request.family() == null || isOf(it, request.family()))
            .filter(it -> request.startedBy() == null || request.startedBy().equals(it.startedBy()))
            .filter(it -> request.launchType() == null || request.launchType() == it.launchType());
    Page<String> page =
        PAGES.page(found.map(Task::taskArn).toList(), request.maxResults(), request.nextToken());
    return ListTasksResponse.builder().taskArns(page.items()).nextToken(page.next()).build();
  }

  private static boolean isOf(Task task, String family) {
    String definition = Tasks.id(task.taskDefinitionArn());
    return definition.substring(0, definition.lastIndexOf(':')).equals(family);
  }
}
