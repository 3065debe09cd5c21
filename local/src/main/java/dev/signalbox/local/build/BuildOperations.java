package dev.signalbox.local.build;

import dev.signalbox.local.api.AwsError;
import dev.signalbox.local.api.Caller;
import dev.signalbox.local.api.Paging.Page;
import dev.signalbox.local.api.Place;
import dev.signalbox.local.api.Service;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.codebuild.model.BatchDeleteBuildsRequest;
import software.amazon.awssdk.services.codebuild.model.BatchDeleteBuildsResponse;
import software.amazon.awssdk.services.codebuild.model.BatchGetBuildsRequest;
import software.amazon.awssdk.services.codebuild.model.BatchGetBuildsResponse;
import software.amazon.awssdk.services.codebuild.model.Build;
import software.amazon.awssdk.services.codebuild.model.BuildNotDeleted;
import software.amazon.awssdk.services.codebuild.model.ListBuildsForProjectRequest;
import software.amazon.awssdk.services.codebuild.model.ListBuildsForProjectResponse;
import software.amazon.awssdk.services.codebuild.model.ListBuildsRequest;
import software.amazon.awssdk.services.codebuild.model.ListBuildsResponse;
import software.amazon.awssdk.services.codebuild.model.RetryBuildRequest;
import software.amazon.awssdk.services.codebuild.model.RetryBuildResponse;
import software.amazon.awssdk.services.codebuild.model.SortOrderType;
import software.amazon.awssdk.services.codebuild.model.StartBuildRequest;
import software.amazon.awssdk.services.codebuild.model.StartBuildResponse;
import software.amazon.awssdk.services.codebuild.model.StopBuildRequest;
import software.amazon.awssdk.services.codebuild.model.StopBuildResponse;

/** The operations on builds. */
final class BuildOperations {
  private static final Duration LONGEST_STOP = Duration.ofSeconds(10);

  private final Starting starting;
  private final Projects projects;
  private final BuildRecords records;
  private final BuildYard yard;

  BuildOperations(Starting starting, Projects projects, BuildRecords records, BuildYard yard) {
    this.starting = starting;
    this.projects = projects;
    this.records = records;
    this.yard = yard;
  }

  void addTo(Service service) {
    service
        .on("StartBuild", StartBuildRequest::builder, this::start)
        .on("RetryBuild", RetryBuildRequest::builder, this::retry)
        .on("StopBuild", StopBuildRequest::builder, this::stop)
        .on("BatchGetBuilds", BatchGetBuildsRequest::builder, this::get)
        .on("BatchDeleteBuilds", BatchDeleteBuildsRequest::builder, this::delete)
        .on("ListBuilds", ListBuildsRequest::builder, this::list)
        .on("ListBuildsForProject", ListBuildsForProjectRequest::builder, this::listForProject);
  }

  private StartBuildResponse start(Caller caller, StartBuildRequest request) {
    return StartBuildResponse.builder().build(starting.byRequest(caller, request)).build();
  }

  private RetryBuildResponse retry(Caller caller, RetryBuildRequest request) {
    if (request.id() == null) {
      throw ProjectRules.invalid("Invalid build ID provided");
    }
    Build before = existing(caller.place(), request.id());
    return RetryBuildResponse.builder()
        .build(starting.again(caller, before, request.idempotencyToken()))
        .build();
  }

  /** Answers when the build and all it started has ended, as a rule. */
  private StopBuildResponse stop(Caller caller, StopBuildRequest request) {
    Build build = existing(caller.place(), request.id());
    yard.find(caller.place(), build.id())
        .ifPresent(run -> {
          yard.end(run, Ending.STOPPED);
          run.awaitEnd(LONGEST_STOP);
        });
    return StopBuildResponse.builder().build(existing(caller.place(), request.id())).build();
  }

  private Build existing(Place place, String idOrArn) {
    return records
        .find(place, id(place, idOrArn))
        .orElseThrow(
            () -> AwsError.of("ResourceNotFoundException", "Build " + idOrArn + " does not exist"));
  }

  private static String id(Place place, String idOrArn) {
    String prefix = place.arn("codebuild", "build/");
    String id = idOrArn.startsWith(prefix) ? idOrArn.substring(prefix.length()) : idOrArn;
    if (!id.contains(":")) {
      throw ProjectRules.invalid("Invalid build ID provided");
    }
    return id;
  }

  private BatchGetBuildsResponse get(Caller caller, BatchGetBuildsRequest request) {
    List<Build> found = new ArrayList<>();
    List<String> missing = new ArrayList<>();
    for (String idOrArn : request.ids()) {
      records
          .find(caller.place(), id(caller.place(), idOrArn))
          .ifPresentOrElse(found::add, () -> missing.add(idOrArn));
    }
    return BatchGetBuildsResponse.builder().builds(found).buildsNotFound(missing).build();
  }

  private BatchDeleteBuildsResponse delete(Caller caller, BatchDeleteBuildsRequest request) {
    List<String> deleted = new ArrayList<>();
    List<BuildNotDeleted> refused = new ArrayList<>();
    for (String idOrArn : request.ids()) {
      String id = id(caller.place(), idOrArn);
      if (yard.find(caller.place(), id).isPresent()) {
        refused.add(BuildNotDeleted.builder().id(idOrArn).statusCode("BUILD_IN_PROGRESS").build());
      } else if (records.remove(caller.place(), id)) {
        deleted.add(caller.place().arn("codebuild", "build/" + id));
      }
    }
    return BatchDeleteBuildsResponse.builder()
        .buildsDeleted(deleted)
        .buildsNotDeleted(refused)
        .build();
  }

  private ListBuildsResponse list(Caller caller, ListBuildsRequest request) {
    Page<String> page =
        ProjectRules.PAGES.page(
            ids(records.of(caller.place()), request.sortOrder()), null, request.nextToken());
    return ListBuildsResponse.builder().ids(page.items()).nextToken(page.next()).build();
  }

  private ListBuildsForProjectResponse listForProject(
      Caller caller, ListBuildsForProjectRequest request) {
    ProjectRules.checkName(request.projectName());
    if (projects.find(caller.place(), request.projectName()).isEmpty()) {
      throw AwsError.of(
          "ResourceNotFoundException",
          "The provided project "
              + Projects.arn(caller.place(), request.projectName())
              + " does not exist");
    }
    Page<String> page =
        ProjectRules.PAGES.page(
            ids(records.of(caller.place(), request.projectName()), request.sortOrder()),
            null,
            request.nextToken());
    return ListBuildsForProjectResponse.builder().ids(page.items()).nextToken(page.next()).build();
  }

  private static List<String> ids(List<Build> newestFirst, @Nullable SortOrderType order) {
    List<String> ids = new ArrayList<>(newestFirst.stream().map(Build::id).toList());
    if (order == SortOrderType.ASCENDING) {
      Collections.reverse(ids);
    }
    return ids;
  }
}
