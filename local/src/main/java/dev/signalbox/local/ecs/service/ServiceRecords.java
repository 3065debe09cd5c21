package dev.signalbox.local.ecs.service;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.signalbox.local.api.Place;
import dev.signalbox.local.api.Shapes;
import dev.signalbox.local.api.Store;
import dev.signalbox.local.api.Table;
import java.util.List;
import software.amazon.awssdk.services.ecs.model.Service;

/** What is remembered of every service. */
final class ServiceRecords {
  /**
   * The service as the API shows it.
   *
   * @param configuration its deployment configuration, with what is newer than the SDK
   */
  record Kept(
      String account, String region, String cluster, ObjectNode service, ObjectNode configuration) {
    Place place() {
      return new Place(account, region);
    }

    Service model() {
      return Shapes.fill(Service.builder(), service).build();
    }
  }

  private final Table<Kept> services;

  ServiceRecords(Store store) {
    services = store.table("ecs-services", Kept.class);
  }

  void put(Place place, String cluster, Service model, ObjectNode configuration) {
    services.put(
        place.key(cluster + "/" + model.serviceName()),
        new Kept(place.account(), place.region(), cluster, Shapes.json(model), configuration));
  }

  List<Kept> all() {
    return services.all();
  }
}
