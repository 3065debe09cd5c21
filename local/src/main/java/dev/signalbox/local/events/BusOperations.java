package dev.signalbox.local.events;

import dev.signalbox.local.api.AwsError;
import dev.signalbox.local.api.Caller;
import dev.signalbox.local.api.Clock;
import dev.signalbox.local.api.Service;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.eventbridge.model.CreateEventBusRequest;
import software.amazon.awssdk.services.eventbridge.model.CreateEventBusResponse;
import software.amazon.awssdk.services.eventbridge.model.DeadLetterConfig;
import software.amazon.awssdk.services.eventbridge.model.DeleteEventBusRequest;
import software.amazon.awssdk.services.eventbridge.model.DeleteEventBusResponse;
import software.amazon.awssdk.services.eventbridge.model.DescribeEventBusRequest;
import software.amazon.awssdk.services.eventbridge.model.DescribeEventBusResponse;
import software.amazon.awssdk.services.eventbridge.model.EventBus;
import software.amazon.awssdk.services.eventbridge.model.ListEventBusesRequest;
import software.amazon.awssdk.services.eventbridge.model.ListEventBusesResponse;
import software.amazon.awssdk.services.eventbridge.model.UpdateEventBusRequest;
import software.amazon.awssdk.services.eventbridge.model.UpdateEventBusResponse;

/** The operations on event buses. */
final class BusOperations {
  private static final int MOST_BUSES = 100;

  private final Buses buses;
  private final Rules rules;
  private final Clock clock;

  BusOperations(Buses buses, Rules rules, Clock clock) {
    this.buses = buses;
    this.rules = rules;
    this.clock = clock;
  }

  void addTo(Service service) {
    service
        .on("CreateEventBus", CreateEventBusRequest::builder, this::create)
        .on("UpdateEventBus", UpdateEventBusRequest::builder, this::update)
        .on("DescribeEventBus", DescribeEventBusRequest::builder, this::describe)
        .on("ListEventBuses", ListEventBusesRequest::builder, this::list)
        .on("DeleteEventBus", DeleteEventBusRequest::builder, this::delete);
  }

  CreateEventBusResponse create(Caller caller, CreateEventBusRequest request) {
    if (request.eventSourceName() != null) {
      throw AwsError.of(
          "ResourceNotFoundException",
          "Event source " + request.eventSourceName() + " does not exist.");
    }
    if (request.name().contains("/")) {
      throw AwsError.validation("Event bus name must not contain '/'.");
    }
    if (buses.of(caller.place()).size() >= MOST_BUSES) {
      throw AwsError.of(
          "LimitExceededException", "The requested resource exceeds the maximum number allowed.");
    }
    var bus =
        Bus.named(caller.place(), request.name(), clock.millis())
            .describedBy(
                request.description(),
                request.kmsKeyIdentifier(),
                queue(request.deadLetterConfig()),
                clock.millis())
            .with(Tags.merged(Map.of(), request.tags()));
    buses.add(bus);
    return CreateEventBusResponse.builder()
        .eventBusArn(bus.arn())
        .description(bus.description())
        .kmsKeyIdentifier(bus.kmsKey())
        .deadLetterConfig(config(bus.deadLetterArn()))
        .build();
  }

  UpdateEventBusResponse update(Caller caller, UpdateEventBusRequest request) {
    var name = Optional.ofNullable(request.name()).orElse(Bus.DEFAULT);
    var bus =
        buses.update(
            caller.place(),
            name,
            old ->
                old.describedBy(
                    request.description(),
                    request.kmsKeyIdentifier(),
                    queue(request.deadLetterConfig()),
                    clock.millis()));
    return UpdateEventBusResponse.builder()
        .arn(bus.arn())
        .name(bus.name())
        .description(bus.description())
        .kmsKeyIdentifier(bus.kmsKey())
        .deadLetterConfig(config(bus.deadLetterArn()))
        .build();
  }

  DescribeEventBusResponse describe(Caller caller, DescribeEventBusRequest request) {
    var bus = buses.forCaller(caller, request.name(), "events:DescribeEventBus");
    return DescribeEventBusResponse.builder()
        .name(bus.name())
        .arn(bus.arn())
        .description(bus.description())
        .kmsKeyIdentifier(bus.kmsKey())
        .deadLetterConfig(config(bus.deadLetterArn()))
        .policy(bus.policy())
        .creationTime(Instant.ofEpochMilli(bus.created()))
        .lastModifiedTime(Instant.ofEpochMilli(bus.modified()))
        .build();
  }

  private ListEventBusesResponse list(Caller caller, ListEventBusesRequest request) {
    var prefix = Optional.ofNullable(request.namePrefix()).orElse("");
    var named =
        buses.of(caller.place()).stream().filter(bus -> bus.name().startsWith(prefix)).toList();
    var page = Page.of(named, Bus::name, request.limit(), request.nextToken());
    return ListEventBusesResponse.builder()
        .eventBuses(page.items().stream().map(BusOperations::listed).toList())
        .nextToken(page.nextToken())
        .build();
  }

  private static EventBus listed(Bus bus) {
    return EventBus.builder()
        .name(bus.name())
        .arn(bus.arn())
        .description(bus.description())
        .policy(bus.policy())
        .creationTime(Instant.ofEpochMilli(bus.created()))
        .lastModifiedTime(Instant.ofEpochMilli(bus.modified()))
        .build();
  }

  private DeleteEventBusResponse delete(Caller caller, DeleteEventBusRequest request) {
    if (request.name().equals(Bus.DEFAULT)) {
      throw AwsError.validation("Cannot delete event bus default.");
    }
    if (!rules.of(caller.place(), request.name()).isEmpty()) {
      throw AwsError.validation(
          "Cannot delete event bus " + request.name() + " since it has rules.");
    }
    buses.remove(caller.place(), request.name());
    return DeleteEventBusResponse.builder().build();
  }

  private static @Nullable String queue(@Nullable DeadLetterConfig config) {
    return config == null ? null : config.arn();
  }

  private static @Nullable DeadLetterConfig config(@Nullable String queue) {
    return queue == null ? null : DeadLetterConfig.builder().arn(queue).build();
  }
}
