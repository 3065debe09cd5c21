package dev.signalbox.local.build;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.signalbox.local.api.AwsError;
import dev.signalbox.local.api.Calls;
import dev.signalbox.local.api.Clock;
import dev.signalbox.local.api.Events;
import dev.signalbox.local.api.Logs;
import dev.signalbox.local.api.MemoryStore;
import dev.signalbox.local.api.Objects;
import dev.signalbox.local.api.Place;
import dev.signalbox.local.api.Repositories;
import dev.signalbox.local.api.Roles;
import dev.signalbox.local.api.Secrets;
import dev.signalbox.local.archive.ZipFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import software.amazon.awssdk.services.codebuild.model.ArtifactsType;
import software.amazon.awssdk.services.codebuild.model.BatchGetBuildsRequest;
import software.amazon.awssdk.services.codebuild.model.BatchGetBuildsResponse;
import software.amazon.awssdk.services.codebuild.model.Build;
import software.amazon.awssdk.services.codebuild.model.CreateProjectRequest;
import software.amazon.awssdk.services.codebuild.model.CreateProjectResponse;
import software.amazon.awssdk.services.codebuild.model.SourceType;
import software.amazon.awssdk.services.codebuild.model.StartBuildRequest;
import software.amazon.awssdk.services.codebuild.model.StartBuildResponse;

/** CodeBuild with stand-ins for the services around it, which remember what they were told. */
final class Scene implements AutoCloseable {
  record Event(String type, List<String> resources, ObjectNode detail) {}

  static final Place PLACE = new Place("111111111111", "eu-west-1");
  static final String ROLE = "arn:aws:iam::111111111111:role/service-role/builder";

  final MemoryStore store = new MemoryStore();
  final List<String> log = new CopyOnWriteArrayList<>();
  final List<Event> events = new CopyOnWriteArrayList<>();
  final Map<String, Path> objects = new ConcurrentHashMap<>();
  final Map<String, String> parameters = new ConcurrentHashMap<>();
  final Map<String, String> secrets = new ConcurrentHashMap<>();
  final CodeBuild codeBuild;
  final Calls calls;

  Scene(Clock clock, BuildLimits limits) {
    codeBuild = new CodeBuild(store, clock, surroundings(), limits);
    calls = Calls.to(codeBuild.api(), PLACE);
  }

  private Surroundings surroundings() {
    Events emit = (_, _, type, resources, detail) -> events.add(new Event(type, resources, detail));
    Logs logs = (_, _, _, line) -> log.add(line);
    Roles roles =
        (_, role, _, _) -> {
          if (role.equals("missing")) {
            throw AwsError.of("NoSuchEntity", "no such role");
          }
          return new Roles.Credentials("ASIA" + role, "secret-key", "session-token", Instant.MAX);
        };
    return new Surroundings(
        emit,
        logs,
        roles,
        new KnownSecrets(parameters, secrets),
        new KnownObjects(objects),
        new KnownRepositories(store.directory("repositories").resolve("shop.zip")),
        () -> URI.create("http://127.0.0.1:4566"));
  }

  /** A project with this buildspec and no source. */
  void project(String name, String buildspec) {
    project(
        name, it -> it.source(source -> source.type(SourceType.NO_SOURCE).buildspec(buildspec)));
  }

  void project(String name, Consumer<CreateProjectRequest.Builder> more) {
    var request =
        CreateProjectRequest.builder()
            .name(name)
            .serviceRole(ROLE)
            .artifacts(it -> it.type(ArtifactsType.NO_ARTIFACTS))
            .environment(it ->
                it.type("LINUX_CONTAINER")
                    .image("aws/codebuild/standard:7.0")
                    .computeType("BUILD_GENERAL1_SMALL"));
    more.accept(request);
    calls.call("CreateProject", request.build(), CreateProjectResponse.class);
  }

  Build start(String project) {
    return start(StartBuildRequest.builder().projectName(project).build());
  }

  Build start(StartBuildRequest request) {
    return calls.call("StartBuild", request, StartBuildResponse.class).build();
  }

  Build get(String id) {
    return calls
        .call(
            "BatchGetBuilds",
            BatchGetBuildsRequest.builder().ids(id).build(),
            BatchGetBuildsResponse.class)
        .builds()
        .getFirst();
  }

  Build ended(String id) {
    return await().atMost(Duration.ofSeconds(60)).until(() -> get(id), Build::buildComplete);
  }

  /** Runs a build of a project made for it, to its end. */
  Build run(String buildspec) {
    var name = "project-" + store.hashCode() + "-" + events.size();
    project(name, buildspec);
    return ended(start(name).id());
  }

  /** What the commands printed. */
  List<String> output() {
    return log.stream().filter(line -> !line.startsWith("[Container] ")).toList();
  }

  Path zip(Map<String, String> files) {
    try {
      var zip = Files.createTempFile(store.directory("zips"), "source", ".zip");
      return Files.write(zip, ZipFile.of(files));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    codeBuild.close();
  }

  private record KnownSecrets(Map<String, String> parameters, Map<String, String> secrets)
      implements Secrets {
    @Override
    public String parameter(Place place, String name) {
      return Optional.ofNullable(parameters.get(name))
          .orElseThrow(() -> AwsError.of("ParameterNotFound", ""));
    }

    @Override
    public String secret(Place place, String reference) {
      return Optional.ofNullable(secrets.get(reference))
          .orElseThrow(() ->
              AwsError.of(
                  "ResourceNotFoundException", "Secrets Manager can't find the specified secret."));
    }
  }

  private record KnownObjects(Map<String, Path> objects) implements Objects {
    @Override
    public Stored put(String bucket, String key, Path file, Map<String, String> metadata) {
      if (bucket.equals("missing")) {
        throw AwsError.of("NoSuchBucket", "The specified bucket does not exist");
      }
      try {
        Path copy = Files.createTempFile("object", "");
        Files.copy(file, copy, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
        objects.put(bucket + "/" + key, copy);
        return new Stored(copy, "v1", "etag", metadata);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    @Override
    public Optional<Stored> get(String bucket, String key, Optional<String> versionId) {
      return Optional.ofNullable(objects.get(bucket + "/" + key))
          .map(file -> new Stored(file, "v1", "etag", Map.of()));
    }

    @Override
    public boolean bucketExists(String bucket) {
      return !bucket.equals("missing");
    }
  }

  /** One repository, {@code shop}, whose every commit holds the files of this zip. */
  private record KnownRepositories(Path zip) implements Repositories {
    @Override
    public Optional<Commit> commit(Place place, String repository, String specifier) {
      if (!repository.equals("shop")) {
        throw AwsError.of("RepositoryDoesNotExistException", repository + " does not exist");
      }
      return specifier.equals("nowhere")
          ? Optional.empty()
          : Optional.of(new Commit("c0ffee-" + specifier, "", "", Instant.EPOCH, Instant.EPOCH));
    }

    @Override
    public void writeZip(Place place, String repository, String commitId, Path target) {
      try {
        Files.copy(zip, target);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
