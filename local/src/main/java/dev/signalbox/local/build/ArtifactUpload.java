package dev.signalbox.local.build;

import dev.signalbox.local.api.Objects;
import dev.signalbox.local.build.Buildspec.Output;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import software.amazon.awssdk.services.codebuild.model.ArtifactsType;
import software.amazon.awssdk.services.codebuild.model.BuildArtifacts;
import software.amazon.awssdk.services.codebuild.model.ProjectArtifacts;

/** Hands a build's artifacts to whoever wants them. */
record ArtifactUpload(
    Job job,
    Buildspec spec,
    Shell shell,
    BuildDirectories directories,
    Objects objects,
    BuildLog log) {

  /** A zip for each of the action's output artifacts that the buildspec has. */
  Map<String, Path> forPipeline() throws IOException {
    Map<String, Path> packed = new LinkedHashMap<>();
    for (String name : job.outputs()) {
      Optional<Output> output = outputOf(name);
      if (output.isPresent()) {
        Path zip = directories.outputs().resolve("artifact" + packed.size() + ".zip");
        packed.put(name, ArtifactZip.pack(files(filledIn(output.get())), zip));
      } else {
        log.note("The buildspec has no artifacts for the output artifact " + name);
      }
    }
    return packed;
  }

  /** The primary artifacts are for the first output that no secondary ones are named after. */
  private Optional<Output> outputOf(String name) {
    Optional<String> primary =
        job.outputs().stream().filter(it -> !spec.secondaryArtifacts().containsKey(it)).findFirst();
    return primary.filter(name::equals).isPresent()
        ? spec.artifacts()
        : Optional.ofNullable(spec.secondaryArtifacts().get(name));
  }

  void forProject(Progress progress) throws IOException {
    List<BuildArtifacts> made = new ArrayList<>();
    Outputs outputs = new Outputs(objects, job.build().id(), directories.outputs());
    for (ProjectArtifacts wanted : job.artifacts()) {
      Optional<Output> output = made.isEmpty() ? spec.artifacts() : Optional.of(secondary(wanted));
      boolean anywhere = wanted.type() == ArtifactsType.S3 && output.isPresent();
      if (anywhere) {
        Output filledIn = filledIn(output.get());
        made.add(outputs.upload(wanted, filledIn, files(filledIn)));
      } else {
        made.add(outputs.described(wanted, output));
      }
    }
    progress.note(
        build -> build.artifacts(made.getFirst()).secondaryArtifacts(made.subList(1, made.size())));
  }

  private Output secondary(ProjectArtifacts wanted) {
    return Optional.ofNullable(spec.secondaryArtifacts().get(wanted.artifactIdentifier()))
        .orElseThrow(() ->
            PhaseFailure.client(
                "no definition for secondary artifact " + wanted.artifactIdentifier()));
  }

  private SortedMap<String, Path> files(Output output) throws IOException {
    log.note("Expanding base directory path: " + output.baseDirectory().orElse("."));
    SortedMap<String, Path> files = new ArtifactFiles(directories.source()).of(output);
    log.note("Found " + files.size() + " file(s)");
    return files;
  }

  private Output filledIn(Output output) throws IOException {
    return new Output(
        filledIn(output.files()),
        filledIn(output.excluded()),
        filledIn(output.baseDirectory()),
        output.discardPaths(),
        filledIn(output.name()));
  }

  private Optional<String> filledIn(Optional<String> text) throws IOException {
    return text.isEmpty() ? text : Optional.of(shell.expanded(text.get()));
  }

  private List<String> filledIn(List<String> texts) throws IOException {
    List<String> filledIn = new ArrayList<>();
    for (String text : texts) {
      filledIn.add(shell.expanded(text));
    }
    return filledIn;
  }
}
