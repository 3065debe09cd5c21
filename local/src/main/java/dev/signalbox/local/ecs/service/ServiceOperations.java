package dev.signalbox.local.ecs.service;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.signalbox.local.api.AwsError;
import dev.signalbox.local.api.Caller;
import dev.signalbox.local.api.Members;
import dev.signalbox.local.api.Paging;
import dev.signalbox.local.api.Paging.Page;
import dev.signalbox.local.api.Place;
import dev.signalbox.local.api.Service;
import dev.signalbox.local.api.Shapes;
import dev.signalbox.local.ecs.deployment.Strategy;
import dev.signalbox.local.ecs.task.Clusters;
import dev.signalbox.local.ecs.task.EcsError;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ecs.model.CreateServiceRequest;
import software.amazon.awssdk.services.ecs.model.DeleteServiceRequest;
import software.amazon.awssdk.services.ecs.model.DeleteServiceResponse;
import software.amazon.awssdk.services.ecs.model.DeploymentControllerType;
import software.amazon.awssdk.services.ecs.model.DescribeServicesRequest;
import software.amazon.awssdk.services.ecs.model.Failure;
import software.amazon.awssdk.services.ecs.model.ListServicesRequest;
import software.amazon.awssdk.services.ecs.model.ListServicesResponse;
import software.amazon.awssdk.services.ecs.model.ServiceField;
import software.amazon.awssdk.services.ecs.model.TaskDefinition;
import software.amazon.awssdk.services.ecs.model.UpdateServiceRequest;

/** The operations on services. */
public final class ServiceOperations {
  private static final Paging PAGES =
      new Paging("services", 10, 100, () -> EcsError.invalid("Invalid token."));
  private static final int MOST_DESCRIBED = 10;
  private static final String CONFIGURATION = "deploymentConfiguration";

  private final Services services;
  private final Clusters clusters;
  private final NewService fresh;

  public ServiceOperations(Services services, Clusters clusters) {
    this.services = services;
    this.clusters = clusters;
    this.fresh = new NewService(services.yard());
  }

  public void addTo(Service service) {
    service
        .on("CreateService", Members::new, this::create)
        .on("UpdateService", Members::new, this::update)
        .on("DescribeServices", DescribeServicesRequest::builder, this::describe)
        .on("ListServices", ListServicesRequest::builder, this::list)
        .on("DeleteService", DeleteServiceRequest::builder, this::delete);
  }

  /** Takes what CreateService takes: hooks have members that the SDK does not have yet. */
  public Members create(Caller caller, Members members) {
    CreateServiceRequest request =
        Shapes.fill(CreateServiceRequest.builder(), members.json()).build();
    String cluster = clusters.existing(caller.place(), request.cluster());
    services.add(
        caller.place(), cluster, fresh.of(caller, cluster, request, configuration(members)));
    return shown(services.active(caller.place(), cluster, request.serviceName()));
  }

  private static ObjectNode configuration(Members members) {
    return members.json().get(CONFIGURATION) instanceof ObjectNode given
        ? given
        : JsonNodeFactory.instance.objectNode();
  }

  private static Members shown(Steward steward) {
    ObjectNode result = JsonNodeFactory.instance.objectNode();
    result.set("service", json(steward));
    return new Members(result);
  }

  private static ObjectNode json(Steward steward) {
    ObjectNode json = Shapes.json(steward.described());
    json.set(CONFIGURATION, steward.configuration());
    return json;
  }

  /** Takes what UpdateService takes. */
  public Members update(Caller caller, Members members) {
    UpdateServiceRequest request =
        Shapes.fill(UpdateServiceRequest.builder(), members.json()).build();
    Place place = caller.place();
    String cluster = clusters.existing(place, request.cluster());
    Steward steward = services.active(place, cluster, request.service());
    synchronized (steward) {
      Change change = new Change(services.yard(), steward, request, configuration(members));
      change.apply();
    }
    return shown(steward);
  }

  /** The service of that name that has not been deleted. */
  public Optional<software.amazon.awssdk.services.ecs.model.Service> find(
      Place place, @Nullable String cluster, String name) {
    return services
        .find(place, clusters.existing(place, cluster), name)
        .filter(Steward::isActive)
        .map(Steward::described);
  }

  private Members describe(Caller caller, DescribeServicesRequest request) {
    String cluster = clusters.existing(caller.place(), request.cluster());
    if (request.services().size() > MOST_DESCRIBED) {
      throw EcsError.invalid("Services cannot contain more than 10 elements.");
    }
    boolean tags = request.include().contains(ServiceField.TAGS);
    ObjectNode result = JsonNodeFactory.instance.objectNode();
    ArrayNode found = result.putArray("services");
    ArrayNode missing = result.putArray("failures");
    for (String name : request.services()) {
      Optional<Steward> steward = services.find(caller.place(), cluster, name);
      steward.ifPresentOrElse(
          it -> found.add(tags ? json(it) : json(it).without("tags")),
          () -> missing.add(Shapes.json(missing(caller.place(), cluster, name))));
    }
    return new Members(result);
  }

  private static Failure missing(Place place, String cluster, String name) {
    return Failure.builder().arn(arn(place, cluster, name)).reason("MISSING").build();
  }

  static String arn(Place place, String cluster, String nameOrArn) {
    return nameOrArn.startsWith("arn:")
        ? nameOrArn
        : place.arn("ecs", "service/" + cluster + "/" + nameOrArn);
  }

  private ListServicesResponse list(Caller caller, ListServicesRequest request) {
    String cluster = clusters.existing(caller.place(), request.cluster());
    List<String> arns =
        services.of(caller.place(), cluster).stream()
            .map(Steward::model)
            .filter(it -> request.launchType() == null || request.launchType() == it.launchType())
            .filter(it ->
                request.schedulingStrategy() == null
                    || request.schedulingStrategy() == it.schedulingStrategy())
            .map(software.amazon.awssdk.services.ecs.model.Service::serviceArn)
            .toList();
    Page<String> page = PAGES.page(arns, request.maxResults(), request.nextToken());
    return ListServicesResponse.builder().serviceArns(page.items()).nextToken(page.next()).build();
  }

  private DeleteServiceResponse delete(Caller caller, DeleteServiceRequest request) {
    String cluster = clusters.existing(caller.place(), request.cluster());
    Steward steward = services.active(caller.place(), cluster, request.service());
    if (!Boolean.TRUE.equals(request.force()) && steward.model().desiredCount() > 0) {
      throw EcsError.invalid("The service cannot be stopped while it is scaled above 0.");
    }
    steward.delete();
    return DeleteServiceResponse.builder().service(steward.described()).build();
  }

  /** What may be changed of a service, and what follows from it. */
  private record Change(
      Yard yard, Steward steward, UpdateServiceRequest request, ObjectNode configuration) {

    void apply() {
      DeploymentControllerType controller = steward.model().deploymentController().type();
      if (controller != DeploymentControllerType.ECS) {
        refuse(controller, request.taskDefinition() != null, "task definition");
        refuse(controller, !request.loadBalancers().isEmpty(), "load balancers");
        refuse(controller, request.networkConfiguration() != null, "network configuration");
        refuse(controller, Boolean.TRUE.equals(request.forceNewDeployment()), "force deployment");
      }
      Optional<Asked> next =
          steward.manner() instanceof Rollouts && isNewVersion()
              ? Optional.of(nextVersion())
              : Optional.empty();
      if (!configuration.isEmpty()) {
        Version.checkStrategy(
            Strategy.of(configuration),
            request.hasLoadBalancers() ? request.loadBalancers() : steward.model().loadBalancers(),
            yard.balancers());
      }
      steward.change(it -> NewService.updated(it, steward.model(), request));
      if (!configuration.isEmpty()) {
        steward.configure(NewService.merged(configuration, steward.model()));
      }
      steward.manner().rescaled();
      next.ifPresent(asked -> ((Rollouts) steward.manner()).deploy(asked));
    }

    private static void refuse(DeploymentControllerType controller, boolean wanted, String what) {
      if (wanted) {
        throw EcsError.invalid(
            "Unable to update %s on services with a %s deployment controller."
                    .formatted(what, controller)
                + " Use "
                + (controller == DeploymentControllerType.CODE_DEPLOY
                    ? "AWS CodeDeploy to trigger a new deployment."
                    : "CreateTaskSet."));
      }
    }

    private boolean isNewVersion() {
      return Boolean.TRUE.equals(request.forceNewDeployment())
          || isChanged(definition().taskDefinitionArn(), steward.model().taskDefinition())
          || (request.hasLoadBalancers()
              && !request.loadBalancers().equals(steward.model().loadBalancers()));
    }

    private static boolean isChanged(@Nullable String wanted, @Nullable String is) {
      return wanted != null && !wanted.equals(is);
    }

    private TaskDefinition definition() {
      String wanted =
          Optional.ofNullable(request.taskDefinition()).orElse(steward.model().taskDefinition());
      return request.taskDefinition() == null
          ? yard.definitions().find(steward.place(), wanted).orElseThrow()
          : yard.definitions().active(steward.place(), wanted);
    }

    /**
     * @throws AwsError InvalidParameterException
     */
    private Asked nextVersion() {
      var balancers =
          request.hasLoadBalancers() ? request.loadBalancers() : steward.model().loadBalancers();
      new Version(definition(), balancers).check(yard.balancers());
      return new Asked(
          definition().taskDefinitionArn(),
          balancers,
          steward.model().launchTypeAsString(),
          "",
          "",
          100);
    }
  }
}
