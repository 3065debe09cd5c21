package dev.signalbox.local.codedeploy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.signalbox.local.api.AwsError;
import dev.signalbox.local.api.Place;
import dev.signalbox.local.api.Shapes;
import dev.signalbox.local.api.Store;
import dev.signalbox.local.api.Table;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.codedeploy.model.ApplicationInfo;

/** The applications of every place. */
final class Applications {
  /** As the API shows it. */
  record Kept(ObjectNode application) {
    ApplicationInfo shown() {
      return Shapes.fill(ApplicationInfo.builder(), application).build();
    }
  }

  private final Table<Kept> applications;

  Applications(Store store) {
    this.applications = store.table("codedeploy.applications", Kept.class);
  }

  Optional<ApplicationInfo> find(Place place, String name) {
    return applications.get(place.key(name)).map(Kept::shown);
  }

  /**
   * @throws AwsError ApplicationDoesNotExistException
   */
  ApplicationInfo existing(Place place, String name) {
    return find(place, Rules.name(name, "Application"))
        .orElseThrow(() ->
            AwsError.of(
                "ApplicationDoesNotExistException", "No application found for name: " + name));
  }

  boolean add(Place place, ApplicationInfo application) {
    return applications.putIfAbsent(
        place.key(application.applicationName()), new Kept(Shapes.json(application)));
  }

  void remove(Place place, String name) {
    applications.remove(place.key(name));
  }

  List<ApplicationInfo> of(Place place) {
    return applications.startingWith(place.key("")).stream().map(Kept::shown).toList();
  }

  static String arn(Place place, String name) {
    return place.arn("codedeploy", "application:" + name);
  }
}
