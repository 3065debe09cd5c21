package dev.signalbox.local.coverage;

import dev.signalbox.local.model.ApiOperation;
import dev.signalbox.local.model.Model;
import dev.signalbox.local.model.Models;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/** Every operation of every service: implemented, or answered with 501. */
public record Coverage(List<OfService> services, Differences differences) {

  /** One service's operations, in alphabetical order. */
  record OfService(String name, String fullName, List<String> implemented, List<String> others) {
    int all() {
      return implemented.size() + others.size();
    }
  }

  /**
   * @param implemented the names of the operations that are, by service
   * @throws IllegalArgumentException for a service or operation AWS does not have
   */
  public static Coverage of(Models models, Map<String, ? extends Collection<String>> implemented) {
    implemented
        .keySet()
        .forEach(service -> {
          if (!models.services().contains(service)) {
            throw new IllegalArgumentException("AWS's models have no service " + service);
          }
        });
    List<OfService> services = new ArrayList<>();
    for (var name : models.services()) {
      var model = models.service(name).orElseThrow();
      services.add(of(model, implemented.containsKey(name) ? implemented.get(name) : List.of()));
    }
    return new Coverage(services, Differences.read());
  }

  private static OfService of(Model model, Collection<String> implemented) {
    var all = model.operations().stream().map(ApiOperation::name).toList();
    for (var operation : implemented) {
      if (!all.contains(operation)) {
        throw new IllegalArgumentException(
            "AWS's model of " + model.name() + " has no operation " + operation);
      }
    }
    return new OfService(
        model.name(),
        model.fullName(),
        all.stream().filter(implemented::contains).toList(),
        all.stream().filter(it -> !implemented.contains(it)).toList());
  }
}
