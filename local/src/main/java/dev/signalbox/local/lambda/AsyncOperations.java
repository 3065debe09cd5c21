package dev.signalbox.local.lambda;

import dev.signalbox.local.api.AwsError;
import dev.signalbox.local.api.Caller;
import dev.signalbox.local.api.Clock;
import dev.signalbox.local.api.Paging.Page;
import dev.signalbox.local.api.Service;
import dev.signalbox.local.api.Shapes;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.lambda.model.DeleteFunctionEventInvokeConfigRequest;
import software.amazon.awssdk.services.lambda.model.DeleteFunctionEventInvokeConfigResponse;
import software.amazon.awssdk.services.lambda.model.DestinationConfig;
import software.amazon.awssdk.services.lambda.model.FunctionEventInvokeConfig;
import software.amazon.awssdk.services.lambda.model.GetFunctionEventInvokeConfigRequest;
import software.amazon.awssdk.services.lambda.model.GetFunctionEventInvokeConfigResponse;
import software.amazon.awssdk.services.lambda.model.ListFunctionEventInvokeConfigsRequest;
import software.amazon.awssdk.services.lambda.model.ListFunctionEventInvokeConfigsResponse;
import software.amazon.awssdk.services.lambda.model.PutFunctionEventInvokeConfigRequest;
import software.amazon.awssdk.services.lambda.model.PutFunctionEventInvokeConfigResponse;
import software.amazon.awssdk.services.lambda.model.UpdateFunctionEventInvokeConfigRequest;
import software.amazon.awssdk.services.lambda.model.UpdateFunctionEventInvokeConfigResponse;

/** The operations on what is done with events that nobody waits for the answer to. */
record AsyncOperations(Catalogue catalogue, Clock clock) {

  void addTo(Service service) {
    service
        .on("PutFunctionEventInvokeConfig", PutFunctionEventInvokeConfigRequest::builder, this::put)
        .on(
            "UpdateFunctionEventInvokeConfig",
            UpdateFunctionEventInvokeConfigRequest::builder,
            this::update)
        .on("GetFunctionEventInvokeConfig", GetFunctionEventInvokeConfigRequest::builder, this::get)
        .on(
            "ListFunctionEventInvokeConfigs",
            ListFunctionEventInvokeConfigsRequest::builder,
            this::list)
        .on(
            "DeleteFunctionEventInvokeConfig",
            DeleteFunctionEventInvokeConfigRequest::builder,
            this::delete);
  }

  private PutFunctionEventInvokeConfigResponse put(
      Caller caller, PutFunctionEventInvokeConfigRequest request) {
    Resolved function = resolve(caller, request.functionName(), request.qualifier());
    AsyncSettings settings =
        changed(
            AsyncSettings.USUAL,
            request.maximumRetryAttempts(),
            request.maximumEventAgeInSeconds(),
            request.destinationConfig());
    catalogue.putSettings(name(function), function.qualifier(), settings);
    return Shapes.fill(
            PutFunctionEventInvokeConfigResponse.builder(), Shapes.json(shown(function, settings)))
        .build();
  }

  private UpdateFunctionEventInvokeConfigResponse update(
      Caller caller, UpdateFunctionEventInvokeConfigRequest request) {
    Resolved function = resolve(caller, request.functionName(), request.qualifier());
    AsyncSettings settings =
        changed(
            existing(function),
            request.maximumRetryAttempts(),
            request.maximumEventAgeInSeconds(),
            request.destinationConfig());
    catalogue.putSettings(name(function), function.qualifier(), settings);
    return Shapes.fill(
            UpdateFunctionEventInvokeConfigResponse.builder(),
            Shapes.json(shown(function, settings)))
        .build();
  }

  private AsyncSettings changed(
      AsyncSettings now,
      @Nullable Integer retries,
      @Nullable Integer age,
      @Nullable DestinationConfig destinations) {
    Optional<DestinationConfig> config = Optional.ofNullable(destinations);
    return new AsyncSettings(
        Optional.ofNullable(retries).orElse(now.retries()),
        Optional.ofNullable(age).orElse(now.maximumAgeSeconds()),
        config.isEmpty()
            ? now.onSuccess()
            : config.map(DestinationConfig::onSuccess).map(it -> it.destination()).orElse(""),
        config.isEmpty()
            ? now.onFailure()
            : config.map(DestinationConfig::onFailure).map(it -> it.destination()).orElse(""),
        clock.millis());
  }

  private GetFunctionEventInvokeConfigResponse get(
      Caller caller, GetFunctionEventInvokeConfigRequest request) {
    Resolved function = resolve(caller, request.functionName(), request.qualifier());
    return Shapes.fill(
            GetFunctionEventInvokeConfigResponse.builder(),
            Shapes.json(shown(function, existing(function))))
        .build();
  }

  private ListFunctionEventInvokeConfigsResponse list(
      Caller caller, ListFunctionEventInvokeConfigsRequest request) {
    Resolved function = resolve(caller, request.functionName(), null);
    List<FunctionEventInvokeConfig> all =
        catalogue.settings(name(function)).stream()
            .map(it -> resolve(caller, request.functionName(), it))
            .map(it -> shown(it, existing(it)))
            .toList();
    Page<FunctionEventInvokeConfig> page =
        Catalogue.PAGES.page(all, request.maxItems(), request.marker());
    return ListFunctionEventInvokeConfigsResponse.builder()
        .functionEventInvokeConfigs(page.items())
        .nextMarker(page.next())
        .build();
  }

  private DeleteFunctionEventInvokeConfigResponse delete(
      Caller caller, DeleteFunctionEventInvokeConfigRequest request) {
    Resolved function = resolve(caller, request.functionName(), request.qualifier());
    existing(function);
    catalogue.removeSettings(name(function), function.qualifier());
    return DeleteFunctionEventInvokeConfigResponse.builder().build();
  }

  private Resolved resolve(Caller caller, String function, @Nullable String qualifier) {
    return catalogue.resolve(caller.place(), function, qualifier);
  }

  private AsyncSettings existing(Resolved function) {
    return catalogue
        .settings(name(function), function.qualifier())
        .orElseThrow(() ->
            new AwsError(
                "ResourceNotFoundException",
                404,
                "The function " + arn(function) + " doesn't have an EventInvokeConfig"));
  }

  private static Catalogue.Name name(Resolved function) {
    return new Catalogue.Name(
        function.function().place(), function.function().name(), Optional.empty());
  }

  private static String arn(Resolved function) {
    return function.function().arn() + ":" + function.qualifier();
  }

  private static FunctionEventInvokeConfig shown(Resolved function, AsyncSettings settings) {
    return FunctionEventInvokeConfig.builder()
        .functionArn(arn(function))
        .lastModified(Instant.ofEpochMilli(settings.modifiedMillis()))
        .maximumRetryAttempts(settings.retries())
        .maximumEventAgeInSeconds(settings.maximumAgeSeconds())
        .destinationConfig(config -> {
          if (!settings.onSuccess().isEmpty()) {
            config.onSuccess(success -> success.destination(settings.onSuccess()));
          }
          if (!settings.onFailure().isEmpty()) {
            config.onFailure(failure -> failure.destination(settings.onFailure()));
          }
        })
        .build();
  }
}
