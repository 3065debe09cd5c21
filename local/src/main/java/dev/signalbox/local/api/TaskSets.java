package dev.signalbox.local.api;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** ECS, as deployments from outside see it: services and the task sets that stand for versions. */
public interface TaskSets {
  /** Where the tasks' containers are reached. */
  record Balanced(String targetGroupArn, String containerName, int containerPort) {}

  /**
   * What a new task set is to be.
   *
   * @param taskDefinition {@code family:revision}, family or ARN
   * @param externalId what its creator calls it, such as a deployment's id
   * @param startedBy {@code CODE_DEPLOY}
   * @param scale how much of the service's desired count it runs, in percent
   */
  record Wish(
      String taskDefinition,
      List<Balanced> loadBalancers,
      String externalId,
      String startedBy,
      double scale) {
    public Wish {
      loadBalancers = List.copyOf(loadBalancers);
    }
  }

  /**
   * A task set as it stands now.
   *
   * @param id {@code ecs-svc/…}
   * @param taskDefinition its ARN
   * @param status PRIMARY, ACTIVE or DRAINING
   * @param steady whether it runs what it should and all of that is healthy, its targets included
   * @param steadySince when {@code steady} became what it is
   * @param desired how many tasks it should run
   */
  record TaskSet(
      String id,
      String arn,
      String taskDefinition,
      List<Balanced> loadBalancers,
      String externalId,
      String status,
      double scale,
      boolean steady,
      Instant steadySince,
      int desired,
      int pending,
      int running,
      Instant createdAt) {
    public TaskSet {
      loadBalancers = List.copyOf(loadBalancers);
    }
  }

  /**
   * A service as it stands now.
   *
   * @param controller ECS, CODE_DEPLOY or EXTERNAL
   * @param desired how many tasks the service should run
   * @param taskSets the primary first, then the newest first; those that drain among them
   */
  record ServiceState(
      String arn,
      String cluster,
      String name,
      String controller,
      int desired,
      List<TaskSet> taskSets) {
    public ServiceState {
      taskSets = List.copyOf(taskSets);
    }

    public Optional<TaskSet> primary() {
      return taskSets.stream().filter(it -> it.status().equals("PRIMARY")).findFirst();
    }
  }

  /**
   * @param cluster name or ARN
   * @param service name or ARN
   * @throws AwsError ClusterNotFoundException, ServiceNotFoundException, ServiceNotActiveException
   */
  ServiceState service(Place place, String cluster, String service);

  /**
   * The ARN of the task definition's revision.
   *
   * @param taskDefinition {@code family:revision}, family or ARN
   * @throws AwsError ClientException when there is none, or it is not active
   */
  String taskDefinition(Place place, String taskDefinition);

  /**
   * Makes a task set and starts its tasks; returns at once.
   *
   * @throws AwsError ClientException or InvalidParameterException when task definition, target
   *     group, container or port are not there
   */
  TaskSet create(Place place, String cluster, String service, Wish wish);

  /**
   * @param taskSet id or ARN
   * @throws AwsError TaskSetNotFoundException
   */
  TaskSet taskSet(Place place, String cluster, String service, String taskSet);

  /** Runs that much of the service's desired count from now on, in percent. */
  TaskSet scale(Place place, String cluster, String service, String taskSet, double percent);

  /** From now on the service is this task set; the one before becomes ACTIVE. */
  TaskSet makePrimary(Place place, String cluster, String service, String taskSet);

  /**
   * Drains and ends its tasks; returns at once. One that is gone already is as good as deleted.
   *
   * @throws AwsError InvalidParameterException for the primary task set
   */
  void delete(Place place, String cluster, String service, String taskSet);
}
