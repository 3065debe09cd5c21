package dev.signalbox.local.ecs.task;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ecs.model.Container.Builder;
import software.amazon.awssdk.services.ecs.model.NetworkInterface;

/** What the API shows of a task's containers. */
final class ContainerStatus {
  private final Plan plan;
  private final Map<String, String> broken = new HashMap<>();
  private @Nullable Ports ports;

  ContainerStatus(Plan plan) {
    this.plan = plan;
  }

  void bound(Ports given) {
    ports = given;
  }

  void broken(String container, String reason) {
    broken.put(container, reason);
  }

  List<software.amazon.awssdk.services.ecs.model.Container> all(
      List<Container> containers, String taskStatus) {
    return containers.stream().map(it -> one(it, taskStatus)).toList();
  }

  private software.amazon.awssdk.services.ecs.model.Container one(
      Container container, String taskStatus) {
    String name = container.definition().name();
    Optional<Integer> exit = Optional.ofNullable(container.exit().getNow(null));
    Builder shown =
        software.amazon.awssdk.services.ecs.model.Container.builder()
            .containerArn(
                plan.place()
                    .arn("ecs", "container/" + plan.cluster() + "/" + plan.id() + "/" + name))
            .taskArn(plan.arn())
            .name(name)
            .image(container.definition().image())
            .imageDigest(container.imageDigest().orElse(null))
            .runtimeId(plan.id() + "-" + name)
            .lastStatus(lastStatus(container, exit, taskStatus))
            .exitCode(exit.orElse(null))
            .reason(broken.get(name))
            .healthStatus(container.health())
            .networkBindings(
                Optional.ofNullable(ports).map(it -> it.bindings(name)).orElse(List.of()));
    if (plan.launchType().equals("FARGATE")) {
      shown.networkInterfaces(NetworkInterface.builder().privateIpv4Address(Ports.HOST).build());
    }
    return shown.build();
  }

  private static String lastStatus(Container container, Optional<Integer> exit, String taskStatus) {
    if (exit.isPresent() || taskStatus.equals("STOPPED")) {
      return "STOPPED";
    }
    return container.started() ? "RUNNING" : "PENDING";
  }
}
