package dev.signalbox.local.codecommit;

import dev.signalbox.local.api.Arn;
import dev.signalbox.local.api.AwsError;
import dev.signalbox.local.api.Caller;
import dev.signalbox.local.api.Service;
import dev.signalbox.local.api.Store;
import dev.signalbox.local.api.Table;
import dev.signalbox.local.codecommit.git.Hosted;
import dev.signalbox.local.codecommit.git.Hosting;
import dev.signalbox.local.codecommit.git.Moved;
import dev.signalbox.local.codecommit.git.PushListener;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.codecommit.model.GetRepositoryTriggersRequest;
import software.amazon.awssdk.services.codecommit.model.GetRepositoryTriggersResponse;
import software.amazon.awssdk.services.codecommit.model.PutRepositoryTriggersRequest;
import software.amazon.awssdk.services.codecommit.model.PutRepositoryTriggersResponse;
import software.amazon.awssdk.services.codecommit.model.RepositoryTrigger;
import software.amazon.awssdk.services.codecommit.model.RepositoryTriggerExecutionFailure;
import software.amazon.awssdk.services.codecommit.model.TestRepositoryTriggersRequest;
import software.amazon.awssdk.services.codecommit.model.TestRepositoryTriggersResponse;

/** Triggers: functions that are called for a repository's changes. */
final class TriggerOperations implements PushListener {
  private static final Logger LOG = LoggerFactory.getLogger(TriggerOperations.class);
  private static final int MOST = 10;

  private final Hosting repositories;
  private final Table<Trigger.All> table;
  private final TriggerCalls calls;

  TriggerOperations(Hosting repositories, Store store, TriggerCalls calls) {
    this.repositories = repositories;
    this.table = store.table("codecommit-triggers", Trigger.All.class);
    this.calls = calls;
  }

  void addTo(Service service) {
    service
        .on("PutRepositoryTriggers", PutRepositoryTriggersRequest::builder, this::put)
        .on("GetRepositoryTriggers", GetRepositoryTriggersRequest::builder, this::get)
        .on("TestRepositoryTriggers", TestRepositoryTriggersRequest::builder, this::test);
  }

  private PutRepositoryTriggersResponse put(Caller caller, PutRepositoryTriggersRequest request) {
    Hosted repository = repositories.get(caller.place(), request.repositoryName());
    List<Trigger> triggers = checked(repository, request.triggers());
    String configuration = UUID.randomUUID().toString();
    table.put(repository.id(), new Trigger.All(repository.id(), configuration, triggers));
    return PutRepositoryTriggersResponse.builder().configurationId(configuration).build();
  }

  private static List<Trigger> checked(Hosted repository, List<RepositoryTrigger> wanted) {
    if (wanted.size() > MOST) {
      throw AwsError.of(
          "MaximumRepositoryTriggersExceededException",
          "The number of triggers allowed for the repository was exceeded.");
    }
    return wanted.stream().map(trigger -> checked(repository, trigger)).toList();
  }

  private static Trigger checked(Hosted repository, RepositoryTrigger wanted) {
    if (!wanted.name().matches("[A-Za-z0-9_.-]{1,100}")) {
      throw AwsError.of(
          "InvalidRepositoryTriggerNameException", "The name of the trigger is not valid.");
    }
    if (wanted.events().isEmpty()) {
      throw AwsError.of(
          "RepositoryTriggerEventsListRequiredException",
          "At least one event for the trigger is required, but was not specified.");
    }
    if (wanted.branches().size() > MOST) {
      throw AwsError.of(
          "MaximumBranchesExceededException",
          "The number of branches for the trigger was exceeded.");
    }
    Arn destination =
        Arn.parse(wanted.destinationArn())
            .filter(arn -> arn.service().equals("lambda") || arn.service().equals("sns"))
            .orElseThrow(() ->
                AwsError.of(
                    "InvalidRepositoryTriggerDestinationArnException",
                    "The Amazon Resource Name (ARN) for the trigger is not valid for the specified"
                        + " destination. The most common reason for this error is that the ARN does"
                        + " not meet the requirements for the service type."));
    if (!destination.region().equals(repository.region())) {
      throw AwsError.of(
          "InvalidRepositoryTriggerRegionException",
          "The AWS Region for the trigger target does not match the AWS Region for the repository."
              + " Triggers must be created in the same Region as the target for the trigger.");
    }
    if (destination.service().equals("sns")) {
      throw AwsError.notImplemented("codecommit", "triggers that publish to SNS");
    }
    return new Trigger(
        wanted.name(),
        wanted.destinationArn(),
        Optional.ofNullable(wanted.customData()).orElse(""),
        wanted.branches(),
        wanted.eventsAsStrings());
  }

  private GetRepositoryTriggersResponse get(Caller caller, GetRepositoryTriggersRequest request) {
    Hosted repository = repositories.get(caller.place(), request.repositoryName());
    Optional<Trigger.All> all = table.get(repository.id());
    return GetRepositoryTriggersResponse.builder()
        .configurationId(all.map(Trigger.All::configurationId).orElse(null))
        .triggers(
            all.stream()
                .flatMap(it -> it.triggers().stream())
                .map(TriggerOperations::shown)
                .toList())
        .build();
  }

  private static RepositoryTrigger shown(Trigger trigger) {
    return RepositoryTrigger.builder()
        .name(trigger.name())
        .destinationArn(trigger.destinationArn())
        .customData(trigger.customData())
        .branches(trigger.branches())
        .eventsWithStrings(trigger.events())
        .build();
  }

  private TestRepositoryTriggersResponse test(
      Caller caller, TestRepositoryTriggersRequest request) {
    Hosted repository = repositories.get(caller.place(), request.repositoryName());
    List<String> successful = new ArrayList<>();
    List<RepositoryTriggerExecutionFailure> failed = new ArrayList<>();
    for (Trigger trigger : checked(repository, request.triggers())) {
      try {
        calls.call(repository, "", trigger, caller, "TriggerEventTest", List.of());
        successful.add(trigger.name());
      } catch (AwsError e) {
        failed.add(
            RepositoryTriggerExecutionFailure.builder()
                .trigger(trigger.name())
                .failureMessage(e.getMessage())
                .build());
      }
    }
    return TestRepositoryTriggersResponse.builder()
        .successfulExecutions(successful)
        .failedExecutions(failed)
        .build();
  }

  @Override
  public void pushed(Hosted repository, Caller caller, List<Moved> moved) {
    table
        .get(repository.id())
        .ifPresent(all -> {
          for (Trigger trigger : all.triggers()) {
            List<Moved> concerned = trigger.concerning(moved);
            if (!concerned.isEmpty()) {
              fire(repository, all.configurationId(), trigger, caller, concerned);
            }
          }
        });
  }

  /** A push succeeds whatever becomes of its triggers. */
  private void fire(
      Hosted repository, String configuration, Trigger trigger, Caller caller, List<Moved> moved) {
    try {
      calls.call(repository, configuration, trigger, caller, "ReferenceChanges", moved);
    } catch (AwsError e) {
      LOG.warn(
          "Trigger {} of {} did not reach {}: {}",
          trigger.name(),
          repository.arn(),
          trigger.destinationArn(),
          e.getMessage());
    }
  }
}
