package dev.signalbox.local.build;

import dev.signalbox.local.api.Builds;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.codebuild.model.Build;
import software.amazon.awssdk.services.codebuild.model.ProjectSource;
import software.amazon.awssdk.services.codebuild.model.ProjectSourceVersion;

/**
 * Brings a build's sources into its directories: the pipeline's artifacts, or the project's own.
 */
record SourceFetch(Job job, Sources sources, BuildDirectories directories) {

  /**
   * @param resolved the primary source's version
   * @param variables where the secondary sources are and what they are
   */
  record Fetched(Optional<String> resolved, Map<String, String> variables) {}

  Fetched fetch() throws IOException {
    return job.inputs().isEmpty() ? ofProject(job.build()) : ofPipeline(job.inputs());
  }

  private Fetched ofPipeline(List<Builds.Source> inputs) throws IOException {
    Map<String, String> variables = new LinkedHashMap<>();
    new SourceZip(inputs.getFirst().zip()).unpack(directories.source());
    for (int i = 1; i < inputs.size(); i++) {
      Path directory = Files.createDirectory(directories.secondarySource(i));
      new SourceZip(inputs.get(i).zip()).unpack(directory);
      variables.put("CODEBUILD_SRC_DIR_" + inputs.get(i).name(), directory.toString());
    }
    String version = inputs.getFirst().version();
    return new Fetched(Optional.of(version).filter(it -> !it.isEmpty()), variables);
  }

  private Fetched ofProject(Build build) throws IOException {
    Map<String, String> variables = new LinkedHashMap<>();
    Optional<String> resolved =
        sources.download(
            build.source(),
            Optional.ofNullable(build.sourceVersion()),
            directories.outputs().resolve("source.zip"),
            directories.source());
    int number = 1;
    for (ProjectSource source : build.secondarySources()) {
      Path directory = Files.createDirectory(directories.secondarySource(number));
      Path zip = directories.outputs().resolve("source" + number + ".zip");
      Optional<String> found = sources.download(source, version(build, source), zip, directory);
      String name = source.sourceIdentifier();
      variables.put("CODEBUILD_SRC_DIR_" + name, directory.toString());
      found.ifPresent(it -> variables.put("CODEBUILD_RESOLVED_SOURCE_VERSION_" + name, it));
      number++;
    }
    return new Fetched(resolved, variables);
  }

  private static Optional<String> version(Build build, ProjectSource source) {
    return build.secondarySourceVersions().stream()
        .filter(it -> it.sourceIdentifier().equals(source.sourceIdentifier()))
        .map(ProjectSourceVersion::sourceVersion)
        .findFirst();
  }
}
