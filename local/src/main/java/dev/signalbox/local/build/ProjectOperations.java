package dev.signalbox.local.build;

import dev.signalbox.local.api.AwsError;
import dev.signalbox.local.api.Caller;
import dev.signalbox.local.api.Clock;
import dev.signalbox.local.api.Paging.Page;
import dev.signalbox.local.api.Place;
import dev.signalbox.local.api.Service;
import dev.signalbox.local.api.Shapes;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.codebuild.model.BatchGetProjectsRequest;
import software.amazon.awssdk.services.codebuild.model.BatchGetProjectsResponse;
import software.amazon.awssdk.services.codebuild.model.CacheType;
import software.amazon.awssdk.services.codebuild.model.CreateProjectRequest;
import software.amazon.awssdk.services.codebuild.model.CreateProjectResponse;
import software.amazon.awssdk.services.codebuild.model.DeleteProjectRequest;
import software.amazon.awssdk.services.codebuild.model.DeleteProjectResponse;
import software.amazon.awssdk.services.codebuild.model.InvalidateProjectCacheRequest;
import software.amazon.awssdk.services.codebuild.model.InvalidateProjectCacheResponse;
import software.amazon.awssdk.services.codebuild.model.ListProjectsRequest;
import software.amazon.awssdk.services.codebuild.model.ListProjectsResponse;
import software.amazon.awssdk.services.codebuild.model.Project;
import software.amazon.awssdk.services.codebuild.model.ProjectBadge;
import software.amazon.awssdk.services.codebuild.model.ProjectCache;
import software.amazon.awssdk.services.codebuild.model.ProjectSortByType;
import software.amazon.awssdk.services.codebuild.model.SortOrderType;
import software.amazon.awssdk.services.codebuild.model.UpdateProjectRequest;
import software.amazon.awssdk.services.codebuild.model.UpdateProjectResponse;

/** The operations on projects. */
final class ProjectOperations {
  private static final int TIMEOUT_MINUTES = 60;
  private static final int QUEUED_TIMEOUT_MINUTES = 480;

  private final Projects projects;
  private final Cache cache;
  private final Clock clock;

  ProjectOperations(Projects projects, Cache cache, Clock clock) {
    this.projects = projects;
    this.cache = cache;
    this.clock = clock;
  }

  void addTo(Service service) {
    service
        .on("CreateProject", CreateProjectRequest::builder, this::create)
        .on("BatchGetProjects", BatchGetProjectsRequest::builder, this::get)
        .on("ListProjects", ListProjectsRequest::builder, this::list)
        .on("UpdateProject", UpdateProjectRequest::builder, this::update)
        .on("InvalidateProjectCache", InvalidateProjectCacheRequest::builder, this::forgetCache)
        .on("DeleteProject", DeleteProjectRequest::builder, this::delete);
  }

  CreateProjectResponse create(Caller caller, CreateProjectRequest request) {
    Project.Builder project = Shapes.fill(Project.builder(), Shapes.json(request));
    project.badge(badge(request.badgeEnabled()));
    Project created = checked(caller.place(), withDefaults(caller.place(), project));
    if (!projects.add(caller.place(), created)) {
      throw AwsError.of(
          "ResourceAlreadyExistsException",
          "Project already exists: " + Projects.arn(caller.place(), created.name()));
    }
    return CreateProjectResponse.builder().project(created).build();
  }

  UpdateProjectResponse update(Caller caller, UpdateProjectRequest request) {
    Project before = projects.existing(caller.place(), request.name());
    Project.Builder project = Shapes.fill(before.toBuilder(), Shapes.json(request));
    if (request.badgeEnabled() != null) {
      project.badge(badge(request.badgeEnabled()));
    }
    project.lastModified(clock.instant());
    Project updated = checked(caller.place(), project.build());
    projects.put(caller.place(), updated);
    return UpdateProjectResponse.builder().project(updated).build();
  }

  private static ProjectBadge badge(Boolean enabled) {
    return ProjectBadge.builder().badgeEnabled(Boolean.TRUE.equals(enabled)).build();
  }

  private Project withDefaults(Place place, Project.Builder project) {
    Project given = project.build();
    return project
        .arn(Projects.arn(place, given.name()))
        .timeoutInMinutes(Optional.ofNullable(given.timeoutInMinutes()).orElse(TIMEOUT_MINUTES))
        .queuedTimeoutInMinutes(
            Optional.ofNullable(given.queuedTimeoutInMinutes()).orElse(QUEUED_TIMEOUT_MINUTES))
        .encryptionKey(
            Optional.ofNullable(given.encryptionKey()).orElse(place.arn("kms", "alias/aws/s3")))
        .cache(
            Optional.ofNullable(given.cache())
                .orElse(ProjectCache.builder().type(CacheType.NO_CACHE).build()))
        .created(clock.instant())
        .lastModified(clock.instant())
        .build();
  }

  private static Project checked(Place place, Project project) {
    ProjectRules.check(place, project);
    return project;
  }

  private BatchGetProjectsResponse get(Caller caller, BatchGetProjectsRequest request) {
    List<Project> found = new ArrayList<>();
    List<String> missing = new ArrayList<>();
    for (String nameOrArn : request.names()) {
      String prefix = Projects.arn(caller.place(), "");
      String name = nameOrArn.startsWith(prefix) ? nameOrArn.substring(prefix.length()) : nameOrArn;
      projects.find(caller.place(), name).ifPresentOrElse(found::add, () -> missing.add(nameOrArn));
    }
    return BatchGetProjectsResponse.builder().projects(found).projectsNotFound(missing).build();
  }

  private ListProjectsResponse list(Caller caller, ListProjectsRequest request) {
    Comparator<Project> order =
        request.sortBy() == ProjectSortByType.CREATED_TIME
            ? Comparator.comparing(Project::created).thenComparing(Project::name)
            : request.sortBy() == ProjectSortByType.LAST_MODIFIED_TIME
                ? Comparator.comparing(Project::lastModified).thenComparing(Project::name)
                : Comparator.comparing(Project::name);
    List<String> names =
        new ArrayList<>(
            projects.of(caller.place()).stream().sorted(order).map(Project::name).toList());
    if (request.sortOrder() == SortOrderType.DESCENDING) {
      Collections.reverse(names);
    }
    Page<String> page = ProjectRules.PAGES.page(names, null, request.nextToken());
    return ListProjectsResponse.builder().projects(page.items()).nextToken(page.next()).build();
  }

  private InvalidateProjectCacheResponse forgetCache(
      Caller caller, InvalidateProjectCacheRequest request) {
    projects.existing(caller.place(), request.projectName());
    cache.forget(Cache.key(caller.place(), request.projectName()));
    return InvalidateProjectCacheResponse.builder().build();
  }

  /** A project that is not there is as good as deleted. */
  private DeleteProjectResponse delete(Caller caller, DeleteProjectRequest request) {
    ProjectRules.checkName(request.name());
    projects.remove(caller.place(), request.name());
    cache.forget(Cache.key(caller.place(), request.name()));
    return DeleteProjectResponse.builder().build();
  }
}
