package dev.signalbox.local.build;

import dev.signalbox.local.api.Builds;
import dev.signalbox.local.api.Place;
import java.util.List;
import java.util.function.Consumer;
import software.amazon.awssdk.services.codebuild.model.Build;
import software.amazon.awssdk.services.codebuild.model.ProjectArtifacts;

/**
 * One build to do.
 *
 * @param build as it stands when it is submitted
 * @param artifacts what is wanted of it, the primary first
 * @param inputs a pipeline's, else none
 * @param outputs the names of a pipeline action's artifacts, else none
 * @param done told once
 */
record Job(
    Place place,
    Build build,
    List<ProjectArtifacts> artifacts,
    List<Builds.Source> inputs,
    List<String> outputs,
    Consumer<Builds.Result> done) {

  /** The part of its id that no other build has. */
  String uuid() {
    return build.id().substring(build.id().indexOf(':') + 1);
  }
}
