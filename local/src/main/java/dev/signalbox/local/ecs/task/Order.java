package dev.signalbox.local.ecs.task;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import software.amazon.awssdk.services.ecs.model.ContainerDependency;

/** Containers in an order in which each comes after those it depends on. */
final class Order {
  private Order() {}

  static List<Container> of(List<Container> containers) {
    Set<Container> ordered = new LinkedHashSet<>();
    List<Container> left = new ArrayList<>(containers);
    while (!left.isEmpty()) {
      List<Container> ready = left.stream().filter(it -> waitsForNone(it, left)).toList();
      // Task definitions whose containers wait for each other are refused.
      ordered.addAll(ready.isEmpty() ? left : ready);
      left.removeAll(ready.isEmpty() ? List.copyOf(left) : ready);
    }
    return List.copyOf(ordered);
  }

  private static boolean waitsForNone(Container container, List<Container> left) {
    Set<String> names =
        new LinkedHashSet<>(
            container.definition().dependsOn().stream()
                .map(ContainerDependency::containerName)
                .toList());
    return left.stream().noneMatch(it -> names.contains(it.definition().name()));
  }
}
