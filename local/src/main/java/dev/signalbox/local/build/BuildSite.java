package dev.signalbox.local.build;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.codebuild.model.Build;
import software.amazon.awssdk.services.codebuild.model.CacheType;

/** Where one build works: its directories, its buildspec, its shell. What each phase does. */
final class BuildSite implements AutoCloseable {
  /** The host is not checked: CodeCommit's is the front door here. */
  private static final String GIT_CREDENTIALS =
      """
      [credential]
      \thelper = "!f() { test \\"$1\\" = get && aws codecommit credential-helper --ignore-host-check get; }; f"
      \tUseHttpPath = true
      """;

  private final Job job;
  private final Workshop workshop;
  private final BuildLog log;
  private Map<String, String> exported = Map.of();
  private Map<String, Path> packed = Map.of();
  private @Nullable BuildDirectories directories;
  private @Nullable Buildspec spec;
  private volatile @Nullable Shell shell;

  BuildSite(Job job, Workshop workshop, BuildLog log) {
    this.job = job;
    this.workshop = workshop;
    this.log = log;
  }

  Buildspec spec() {
    return Objects.requireNonNull(spec);
  }

  private BuildDirectories directories() {
    return Objects.requireNonNull(directories);
  }

  private Shell shell() {
    return Objects.requireNonNull(shell);
  }

  Map<String, String> exported() {
    return exported;
  }

  /** A pipeline's artifacts, until the site is removed. */
  Map<String, Path> packed() {
    return packed;
  }

  void provision() throws IOException {
    directories = BuildDirectories.make(workshop.directory(), job.uuid());
    log.note(
        "Image "
            + job.build().environment().image()
            + " is not used: the commands run on this machine");
  }

  void download(Progress progress) throws IOException {
    Sources sources =
        new Sources(
            job.place(), workshop.surroundings().repositories(), workshop.surroundings().objects());
    SourceFetch.Fetched fetched = new SourceFetch(job, sources, directories()).fetch();
    fetched.resolved().ifPresent(it -> progress.note(build -> build.resolvedSourceVersion(it)));
    log.note("CODEBUILD_SRC_DIR=" + directories().source());
    spec = read(progress.build());
    spec.notes().forEach(log::note);
    Map<String, String> environment =
        new Variables(job, workshop.surroundings(), directories(), log).of(progress.build(), spec);
    environment.putAll(fetched.variables());
    if (spec.gitCredentials()) {
      Files.writeString(directories().home().resolve(".gitconfig"), GIT_CREDENTIALS);
    }
    restoreCache();
    shell =
        new Shell(
            directories(),
            spec.shell().orElse("/bin/sh"),
            environment,
            "CODEBUILD_BUILD_ID=" + job.build().id(),
            workshop.limits().longestLine(),
            log);
    workshop.tether().tie(shell.group());
  }

  /** Calls back when the build has started too many processes. */
  void watch(Runnable tooMany) {
    shell().watch(workshop.limits().processes(), tooMany);
  }

  private Buildspec read(Build build) throws IOException {
    BuildspecText text =
        BuildspecText.of(
            Optional.ofNullable(build.source().buildspec()),
            directories().source(),
            workshop.surroundings().objects());
    log.note("YAML location is " + text.where());
    try {
      return BuildspecReader.read(text.text());
    } catch (PhaseFailure e) {
      throw new PhaseFailure(e.code(), e.text() + " in " + text.where());
    }
  }

  /**
   * @throws PhaseFailure when the command fails
   */
  void run(String command, boolean succeeding) throws IOException {
    String shown = command.stripTrailing();
    log.note("Running command " + shown);
    int status = shell().run(command, Map.of("CODEBUILD_BUILD_SUCCEEDING", succeeding ? "1" : "0"));
    if (status != 0) {
      log.note("Command did not exit successfully " + shown + " exit status " + status);
      throw new PhaseFailure(
          "COMMAND_EXECUTION_ERROR",
          "Error while executing command: " + shown + ". Reason: exit status " + status);
    }
  }

  void upload(Progress progress) throws IOException {
    ArtifactUpload upload =
        new ArtifactUpload(
            job, spec(), shell(), directories(), workshop.surroundings().objects(), log);
    packed = upload.forPipeline();
    if (job.outputs().isEmpty()) {
      upload.forProject(progress);
    }
  }

  void finish(boolean succeeded) throws IOException {
    Shell last = shell;
    if (last != null) {
      exported = last.values(spec().exported());
      last.close();
      if (succeeded) {
        saveCache();
      }
    }
  }

  private boolean keepsCache() {
    return job.build().cache() != null && job.build().cache().type() != CacheType.NO_CACHE;
  }

  private void restoreCache() throws IOException {
    List<String> paths = spec().cachePaths();
    if (!paths.isEmpty() && !keepsCache()) {
      log.note("Nothing is cached: the project has no cache");
    } else if (!paths.isEmpty()) {
      workshop.cache().restore(cacheKey(), directories());
    }
  }

  private void saveCache() throws IOException {
    if (!spec().cachePaths().isEmpty() && keepsCache()) {
      workshop.cache().save(cacheKey(), spec().cachePaths(), directories());
    }
  }

  private String cacheKey() {
    return Cache.key(job.place(), job.build().projectName());
  }

  void kill() {
    Shell running = shell;
    if (running != null) {
      running.kill();
    }
  }

  @Override
  public void close() {
    Shell last = shell;
    if (last != null) {
      last.close();
      workshop.tether().untie(last.group());
    }
  }

  /** With the artifacts that were packed. */
  void remove() {
    if (directories != null) {
      directories.remove();
    }
  }
}
