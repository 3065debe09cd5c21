package dev.signalbox.local.codedeploy;

import dev.signalbox.local.api.AwsError;
import dev.signalbox.local.api.Caller;
import dev.signalbox.local.api.Paging;
import dev.signalbox.local.api.Service;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import software.amazon.awssdk.services.codedeploy.model.ApplicationInfo;
import software.amazon.awssdk.services.codedeploy.model.BatchGetApplicationsRequest;
import software.amazon.awssdk.services.codedeploy.model.BatchGetApplicationsResponse;
import software.amazon.awssdk.services.codedeploy.model.ComputePlatform;
import software.amazon.awssdk.services.codedeploy.model.CreateApplicationRequest;
import software.amazon.awssdk.services.codedeploy.model.CreateApplicationResponse;
import software.amazon.awssdk.services.codedeploy.model.DeleteApplicationRequest;
import software.amazon.awssdk.services.codedeploy.model.DeleteApplicationResponse;
import software.amazon.awssdk.services.codedeploy.model.GetApplicationRequest;
import software.amazon.awssdk.services.codedeploy.model.GetApplicationResponse;
import software.amazon.awssdk.services.codedeploy.model.ListApplicationsRequest;
import software.amazon.awssdk.services.codedeploy.model.ListApplicationsResponse;

/** The operations on applications. */
record ApplicationOperations(
    Applications applications, Groups groups, Tags tags, InstantSource clock) {
  private static final Paging PAGES = Rules.pages("applications");

  void addTo(Service service) {
    service
        .on("CreateApplication", CreateApplicationRequest::builder, this::create)
        .on("GetApplication", GetApplicationRequest::builder, this::get)
        .on("BatchGetApplications", BatchGetApplicationsRequest::builder, this::batch)
        .on("ListApplications", ListApplicationsRequest::builder, this::list)
        .on("DeleteApplication", DeleteApplicationRequest::builder, this::delete);
  }

  CreateApplicationResponse create(Caller caller, CreateApplicationRequest request) {
    String name = Rules.name(request.applicationName(), "Application");
    ComputePlatform platform =
        Objects.requireNonNullElse(request.computePlatform(), ComputePlatform.SERVER);
    if (platform == ComputePlatform.UNKNOWN_TO_SDK_VERSION) {
      throw AwsError.of(
          "InvalidComputePlatformException",
          "Compute platform must be Lambda, Server or ECS: " + request.computePlatformAsString());
    }
    ApplicationInfo application =
        ApplicationInfo.builder()
            .applicationId(UUID.randomUUID().toString())
            .applicationName(name)
            .computePlatform(platform)
            .createTime(clock.instant())
            .linkedToGitHub(false)
            .build();
    if (!applications.add(caller.place(), application)) {
      throw AwsError.of("ApplicationAlreadyExistsException", "Application already exists: " + name);
    }
    tags.put(Applications.arn(caller.place(), name), request.tags());
    return CreateApplicationResponse.builder().applicationId(application.applicationId()).build();
  }

  private GetApplicationResponse get(Caller caller, GetApplicationRequest request) {
    return GetApplicationResponse.builder()
        .application(applications.existing(caller.place(), request.applicationName()))
        .build();
  }

  private BatchGetApplicationsResponse batch(Caller caller, BatchGetApplicationsRequest request) {
    List<ApplicationInfo> found = new ArrayList<>();
    request.applicationNames().forEach(it -> found.add(applications.existing(caller.place(), it)));
    return BatchGetApplicationsResponse.builder().applicationsInfo(found).build();
  }

  private ListApplicationsResponse list(Caller caller, ListApplicationsRequest request) {
    var page =
        PAGES.page(
            applications.of(caller.place()).stream().map(ApplicationInfo::applicationName).toList(),
            null,
            request.nextToken());
    return ListApplicationsResponse.builder()
        .applications(page.items())
        .nextToken(page.next())
        .build();
  }

  /** One that is not there is as good as deleted, as on AWS. */
  private DeleteApplicationResponse delete(Caller caller, DeleteApplicationRequest request) {
    String name = Rules.name(request.applicationName(), "Application");
    groups
        .of(caller.place(), name)
        .forEach(it -> groups.remove(caller.place(), name, it.deploymentGroupName()));
    applications.remove(caller.place(), name);
    return DeleteApplicationResponse.builder().build();
  }
}
