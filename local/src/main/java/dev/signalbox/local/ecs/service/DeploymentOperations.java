package dev.signalbox.local.ecs.service;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.signalbox.local.api.Arn;
import dev.signalbox.local.api.AwsError;
import dev.signalbox.local.api.Caller;
import dev.signalbox.local.api.Members;
import dev.signalbox.local.api.Paging;
import dev.signalbox.local.api.Paging.Page;
import dev.signalbox.local.api.Service;
import dev.signalbox.local.api.Shapes;
import dev.signalbox.local.ecs.deployment.Deployments;
import dev.signalbox.local.ecs.deployment.Halt;
import dev.signalbox.local.ecs.deployment.Revisions;
import dev.signalbox.local.ecs.task.Clusters;
import dev.signalbox.local.ecs.task.EcsError;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.ecs.model.DescribeServiceDeploymentsRequest;
import software.amazon.awssdk.services.ecs.model.DescribeServiceRevisionsRequest;
import software.amazon.awssdk.services.ecs.model.DescribeServiceRevisionsResponse;
import software.amazon.awssdk.services.ecs.model.Failure;
import software.amazon.awssdk.services.ecs.model.ListServiceDeploymentsRequest;
import software.amazon.awssdk.services.ecs.model.ListServiceDeploymentsResponse;
import software.amazon.awssdk.services.ecs.model.ServiceDeployment;
import software.amazon.awssdk.services.ecs.model.ServiceDeploymentBrief;
import software.amazon.awssdk.services.ecs.model.ServiceDeploymentStatus;
import software.amazon.awssdk.services.ecs.model.ServiceRevision;
import software.amazon.awssdk.services.ecs.model.StopServiceDeploymentRequest;
import software.amazon.awssdk.services.ecs.model.StopServiceDeploymentResponse;
import software.amazon.awssdk.services.ecs.model.StopServiceDeploymentStopType;

/** The operations on service deployments and service revisions. */
public record DeploymentOperations(Services services, Clusters clusters) {
  private static final Paging PAGES =
      new Paging("service-deployments", 20, 100, () -> EcsError.invalid("Invalid token."));

  public void addTo(Service service) {
    service
        .on(
            "DescribeServiceDeployments",
            DescribeServiceDeploymentsRequest::builder,
            this::describe)
        .on("ListServiceDeployments", ListServiceDeploymentsRequest::builder, this::list)
        .on("DescribeServiceRevisions", DescribeServiceRevisionsRequest::builder, this::revisions)
        .on("StopServiceDeployment", StopServiceDeploymentRequest::builder, this::stop)
        .on("ContinueServiceDeployment", Members::new, this::goOn);
  }

  private Members describe(Caller caller, DescribeServiceDeploymentsRequest request) {
    ObjectNode result = JsonNodeFactory.instance.objectNode();
    ArrayNode found = result.putArray("serviceDeployments");
    ArrayNode missing = result.putArray("failures");
    for (String arn : request.serviceDeploymentArns()) {
      own(caller, arn)
          .flatMap(deployments()::find)
          .ifPresentOrElse(
              it -> found.add(counted(caller, it)),
              () -> missing.add(Shapes.json(Failure.builder().arn(arn).reason("MISSING").build())));
    }
    return new Members(result);
  }

  /** What is another account's, or in another Region, is not there. */
  private static Optional<String> own(Caller caller, String arn) {
    return Arn.parse(arn).filter(it -> it.place().equals(caller.place())).map(_ -> arn);
  }

  private Deployments deployments() {
    return services.yard().deployments();
  }

  /** With how many tasks the revisions have now. */
  private ObjectNode counted(Caller caller, ObjectNode kept) {
    ObjectNode json = kept.deepCopy();
    Optional<Steward> steward = steward(caller, json.path("serviceArn").asText());
    if (steward.isPresent()) {
      if (json.get("targetServiceRevision") instanceof ObjectNode target) {
        count(steward.get(), target);
      }
      json.path("sourceServiceRevisions").forEach(it -> count(steward.get(), (ObjectNode) it));
    }
    return json;
  }

  private static void count(Steward steward, ObjectNode revision) {
    Optional<Fleet> fleet = steward.fleet(Revisions.fleet(revision.path("arn").asText()));
    revision
        .put("requestedTaskCount", fleet.map(Fleet::desired).orElse(0))
        .put("runningTaskCount", fleet.map(Fleet::running).orElse(0))
        .put("pendingTaskCount", fleet.map(Fleet::pending).orElse(0));
  }

  /**
   * @param arn of a service, or of something that bears its cluster and name in the same places
   */
  private Optional<Steward> steward(Caller caller, String arn) {
    String[] parts = arn.split("/", -1);
    return parts.length < 3 ? Optional.empty() : services.find(caller.place(), parts[1], parts[2]);
  }

  private ListServiceDeploymentsResponse list(
      Caller caller, ListServiceDeploymentsRequest request) {
    String cluster = clusters.existing(caller.place(), request.cluster());
    Steward steward =
        services
            .find(caller.place(), cluster, request.service())
            .orElseThrow(EcsError::serviceNotFound);
    List<ServiceDeploymentBrief> briefs =
        deployments().of(steward.model().serviceArn()).stream()
            .filter(it -> request.status().isEmpty() || request.status().contains(it.status()))
            .filter(it -> within(request, it))
            .map(DeploymentOperations::brief)
            .toList();
    Page<ServiceDeploymentBrief> page =
        PAGES.page(briefs, request.maxResults(), request.nextToken());
    return ListServiceDeploymentsResponse.builder()
        .serviceDeployments(page.items())
        .nextToken(page.next())
        .build();
  }

  private static boolean within(
      ListServiceDeploymentsRequest request, ServiceDeployment deployment) {
    var span = request.createdAt();
    return span == null
        || ((span.after() == null || deployment.createdAt().isAfter(span.after()))
            && (span.before() == null || deployment.createdAt().isBefore(span.before())));
  }

  private static ServiceDeploymentBrief brief(ServiceDeployment deployment) {
    return ServiceDeploymentBrief.builder()
        .serviceDeploymentArn(deployment.serviceDeploymentArn())
        .serviceArn(deployment.serviceArn())
        .clusterArn(deployment.clusterArn())
        .createdAt(deployment.createdAt())
        .startedAt(deployment.startedAt())
        .finishedAt(deployment.finishedAt())
        .targetServiceRevisionArn(deployment.targetServiceRevision().arn())
        .status(deployment.status())
        .statusReason(deployment.statusReason())
        .build();
  }

  private DescribeServiceRevisionsResponse revisions(
      Caller caller, DescribeServiceRevisionsRequest request) {
    List<ServiceRevision> found = new ArrayList<>();
    List<Failure> missing = new ArrayList<>();
    for (String arn : request.serviceRevisionArns()) {
      own(caller, arn)
          .flatMap(services.yard().revisions()::find)
          .ifPresentOrElse(
              found::add, () -> missing.add(Failure.builder().arn(arn).reason("MISSING").build()));
    }
    return DescribeServiceRevisionsResponse.builder()
        .serviceRevisions(found)
        .failures(missing)
        .build();
  }

  /**
   * @throws AwsError ServiceDeploymentNotFoundException
   */
  private Optional<Rollout> underWay(Caller caller, String arn) {
    if (own(caller, arn).flatMap(deployments()::find).isEmpty()) {
      throw AwsError.of(
          "ServiceDeploymentNotFoundException", "The service deployment was not found.");
    }
    return steward(caller, arn)
        .map(Steward::manner)
        .filter(Rollouts.class::isInstance)
        .map(Rollouts.class::cast)
        .flatMap(it -> it.underWay(arn));
  }

  private StopServiceDeploymentResponse stop(Caller caller, StopServiceDeploymentRequest request) {
    String arn = request.serviceDeploymentArn();
    Rollout rollout =
        underWay(caller, arn)
            .orElseThrow(() ->
                AwsError.of("ConflictException", "The service deployment has ended already."));
    boolean abort = request.stopType() == StopServiceDeploymentStopType.ABORT;
    rollout
        .report()
        .status(
            abort
                ? ServiceDeploymentStatus.STOP_REQUESTED
                : ServiceDeploymentStatus.ROLLBACK_REQUESTED,
            "");
    rollout.halt(
        new Halt(
            abort ? Halt.Kind.ABORT : Halt.Kind.ROLL_BACK,
            "Service deployment was stopped by " + caller.arn() + "."));
    return StopServiceDeploymentResponse.builder().serviceDeploymentArn(arn).build();
  }

  private Members goOn(Caller caller, Members request) {
    String arn = request.json().path("serviceDeploymentArn").asText();
    underWay(caller, arn)
        .orElseThrow(() -> EcsError.invalid("The service deployment is not in progress."))
        .decide(
            request.json().path("hookId").asText(),
            request.json().path("action").asText("CONTINUE"));
    return new Members(JsonNodeFactory.instance.objectNode().put("serviceDeploymentArn", arn));
  }
}
