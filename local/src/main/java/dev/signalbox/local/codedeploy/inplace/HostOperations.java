package dev.signalbox.local.codedeploy.inplace;

import dev.signalbox.local.api.AwsError;
import dev.signalbox.local.api.Caller;
import dev.signalbox.local.api.Paging;
import dev.signalbox.local.api.Service;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.codedeploy.model.AddTagsToOnPremisesInstancesRequest;
import software.amazon.awssdk.services.codedeploy.model.AddTagsToOnPremisesInstancesResponse;
import software.amazon.awssdk.services.codedeploy.model.BatchGetOnPremisesInstancesRequest;
import software.amazon.awssdk.services.codedeploy.model.BatchGetOnPremisesInstancesResponse;
import software.amazon.awssdk.services.codedeploy.model.DeregisterOnPremisesInstanceRequest;
import software.amazon.awssdk.services.codedeploy.model.DeregisterOnPremisesInstanceResponse;
import software.amazon.awssdk.services.codedeploy.model.GetOnPremisesInstanceRequest;
import software.amazon.awssdk.services.codedeploy.model.GetOnPremisesInstanceResponse;
import software.amazon.awssdk.services.codedeploy.model.ListOnPremisesInstancesRequest;
import software.amazon.awssdk.services.codedeploy.model.ListOnPremisesInstancesResponse;
import software.amazon.awssdk.services.codedeploy.model.RegisterOnPremisesInstanceRequest;
import software.amazon.awssdk.services.codedeploy.model.RegisterOnPremisesInstanceResponse;
import software.amazon.awssdk.services.codedeploy.model.RegistrationStatus;
import software.amazon.awssdk.services.codedeploy.model.RemoveTagsFromOnPremisesInstancesRequest;
import software.amazon.awssdk.services.codedeploy.model.RemoveTagsFromOnPremisesInstancesResponse;
import software.amazon.awssdk.services.codedeploy.model.Tag;

/** The operations on on-premises instances. */
public record HostOperations(Hosts hosts, InstantSource clock) {
  private static final int MOST_TAGS = 10;
  private static final Paging PAGES =
      new Paging(
          "codedeploy.instances",
          100,
          100,
          () -> AwsError.of("InvalidNextTokenException", "The next token is not valid"));

  public void addTo(Service service) {
    service
        .on(
            "RegisterOnPremisesInstance",
            RegisterOnPremisesInstanceRequest::builder,
            this::register)
        .on(
            "DeregisterOnPremisesInstance",
            DeregisterOnPremisesInstanceRequest::builder,
            this::deregister)
        .on(
            "AddTagsToOnPremisesInstances",
            AddTagsToOnPremisesInstancesRequest::builder,
            this::addTags)
        .on(
            "RemoveTagsFromOnPremisesInstances",
            RemoveTagsFromOnPremisesInstancesRequest::builder,
            this::removeTags)
        .on("GetOnPremisesInstance", GetOnPremisesInstanceRequest::builder, this::get)
        .on("BatchGetOnPremisesInstances", BatchGetOnPremisesInstancesRequest::builder, this::batch)
        .on("ListOnPremisesInstances", ListOnPremisesInstancesRequest::builder, this::list);
  }

  private RegisterOnPremisesInstanceResponse register(
      Caller caller, RegisterOnPremisesInstanceRequest request) {
    String name = Hosts.checked(request.instanceName());
    Optional<String> user = Optional.ofNullable(request.iamUserArn());
    Optional<String> session = Optional.ofNullable(request.iamSessionArn());
    if (user.isPresent() == session.isPresent()) {
      throw user.isPresent()
          ? AwsError.of("MultipleIamArnsProvidedException", "Give an IAM user ARN or a session ARN")
          : AwsError.of("IamArnRequiredException", "No IAM ARN was included in the request");
    }
    if (user.filter(it -> !it.matches("arn:aws:iam::\\d{12}:user/.+")).isPresent()) {
      throw AwsError.of("InvalidIamUserArnException", "The IAM user ARN is not valid");
    }
    if (session.filter(it -> !it.matches("arn:aws:sts::\\d{12}:assumed-role/.+/.+")).isPresent()) {
      throw AwsError.of("InvalidIamSessionArnException", "The IAM session ARN is not valid");
    }
    Host host =
        new Host(caller.place(), name, user, session, clock.instant(), Optional.empty(), List.of());
    if (!hosts.add(host)) {
      throw AwsError.of(
          "InstanceNameAlreadyRegisteredException",
          "The on-premises instance name is already registered: " + name);
    }
    return RegisterOnPremisesInstanceResponse.builder().build();
  }

  private DeregisterOnPremisesInstanceResponse deregister(
      Caller caller, DeregisterOnPremisesInstanceRequest request) {
    hosts
        .find(caller.place(), Hosts.checked(request.instanceName()))
        .filter(Host::here)
        .ifPresent(host -> hosts.update(host, it -> it.deregisteredAt(clock.instant())));
    return DeregisterOnPremisesInstanceResponse.builder().build();
  }

  private AddTagsToOnPremisesInstancesResponse addTags(
      Caller caller, AddTagsToOnPremisesInstancesRequest request) {
    List<Host.Tag> tags = tags(request.tags());
    List<Host> named = named(caller, request.instanceNames());
    if (named.stream().anyMatch(it -> it.with(tags).tags().size() > MOST_TAGS)) {
      throw AwsError.of("TagLimitExceededException", "An on-premises instance has at most 10 tags");
    }
    named.forEach(host -> hosts.update(host, it -> it.with(tags)));
    return AddTagsToOnPremisesInstancesResponse.builder().build();
  }

  private RemoveTagsFromOnPremisesInstancesResponse removeTags(
      Caller caller, RemoveTagsFromOnPremisesInstancesRequest request) {
    List<Host.Tag> tags = tags(request.tags());
    named(caller, request.instanceNames())
        .forEach(host -> hosts.update(host, it -> it.without(tags)));
    return RemoveTagsFromOnPremisesInstancesResponse.builder().build();
  }

  private static List<Host.Tag> tags(List<Tag> tags) {
    if (tags.isEmpty()) {
      throw AwsError.of("TagRequiredException", "A tag was not specified");
    }
    return tags.stream().map(Host.Tag::of).toList();
  }

  /** All of them, or none is changed. */
  private List<Host> named(Caller caller, List<String> names) {
    if (names.isEmpty()) {
      throw AwsError.of("InstanceNameRequiredException", "Instance name is required");
    }
    List<Host> found = names.stream().map(it -> hosts.existing(caller.place(), it)).toList();
    found.stream()
        .filter(it -> !it.here())
        .findFirst()
        .ifPresent(it -> {
          throw Hosts.unknown(it.name());
        });
    return found;
  }

  private GetOnPremisesInstanceResponse get(Caller caller, GetOnPremisesInstanceRequest request) {
    return GetOnPremisesInstanceResponse.builder()
        .instanceInfo(hosts.existing(caller.place(), request.instanceName()).shown())
        .build();
  }

  private BatchGetOnPremisesInstancesResponse batch(
      Caller caller, BatchGetOnPremisesInstancesRequest request) {
    return BatchGetOnPremisesInstancesResponse.builder()
        .instanceInfos(
            request.instanceNames().stream()
                .flatMap(it -> hosts.find(caller.place(), Hosts.checked(it)).stream())
                .map(Host::shown)
                .toList())
        .build();
  }

  private ListOnPremisesInstancesResponse list(
      Caller caller, ListOnPremisesInstancesRequest request) {
    boolean here = request.registrationStatus() != RegistrationStatus.DEREGISTERED;
    var page =
        PAGES.page(
            hosts.of(caller.place()).stream()
                .filter(it -> it.here() == here)
                .filter(it -> request.tagFilters().isEmpty() || it.matches(request.tagFilters()))
                .map(Host::name)
                .toList(),
            null,
            request.nextToken());
    return ListOnPremisesInstancesResponse.builder()
        .instanceNames(page.items())
        .nextToken(page.next())
        .build();
  }
}
