package dev.signalbox.local.build;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.signalbox.local.api.AwsError;
import dev.signalbox.local.api.Place;
import dev.signalbox.local.api.Shapes;
import dev.signalbox.local.api.Store;
import dev.signalbox.local.api.Table;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.codebuild.model.Project;

/** The build projects of every place. */
final class Projects {
  /** As the API shows it. */
  record Kept(ObjectNode project) {}

  private final Table<Kept> projects;

  Projects(Store store) {
    projects = store.table("build-projects", Kept.class);
  }

  Optional<Project> find(Place place, String name) {
    return projects.get(place.key(name)).map(Projects::project);
  }

  /**
   * @throws AwsError ResourceNotFoundException
   */
  Project existing(Place place, String name) {
    return find(place, name)
        .orElseThrow(() ->
            AwsError.of(
                "ResourceNotFoundException", "Project cannot be found: " + arn(place, name)));
  }

  /** False when there is one of that name. */
  boolean add(Place place, Project project) {
    return projects.putIfAbsent(place.key(project.name()), new Kept(Shapes.json(project)));
  }

  void put(Place place, Project project) {
    projects.put(place.key(project.name()), new Kept(Shapes.json(project)));
  }

  void remove(Place place, String name) {
    projects.remove(place.key(name));
  }

  List<Project> of(Place place) {
    return projects.startingWith(place.key("")).stream().map(Projects::project).toList();
  }

  static String arn(Place place, String name) {
    return place.arn("codebuild", "project/" + name);
  }

  private static Project project(Kept kept) {
    return Shapes.fill(Project.builder(), kept.project()).build();
  }
}
