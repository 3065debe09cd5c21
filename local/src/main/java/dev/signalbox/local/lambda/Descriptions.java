package dev.signalbox.local.lambda;

import dev.signalbox.local.api.Caller;
import dev.signalbox.local.api.Place;
import dev.signalbox.local.api.Service;
import dev.signalbox.local.api.Shapes;
import dev.signalbox.local.api.Table;
import java.util.List;
import java.util.function.BiFunction;
import software.amazon.awssdk.services.lambda.model.FunctionConfiguration;
import software.amazon.awssdk.services.lambda.model.GetFunctionConfigurationRequest;
import software.amazon.awssdk.services.lambda.model.GetFunctionConfigurationResponse;
import software.amazon.awssdk.services.lambda.model.GetFunctionEventInvokeConfigRequest;
import software.amazon.awssdk.services.lambda.model.GetFunctionEventInvokeConfigResponse;
import software.amazon.awssdk.services.lambda.model.GetFunctionRequest;
import software.amazon.awssdk.services.lambda.model.GetFunctionResponse;
import software.amazon.awssdk.services.lambda.model.LastUpdateStatus;
import software.amazon.awssdk.services.lambda.model.ListFunctionsRequest;
import software.amazon.awssdk.services.lambda.model.ListFunctionsResponse;
import software.amazon.awssdk.services.lambda.model.ListVersionsByFunctionRequest;
import software.amazon.awssdk.services.lambda.model.ListVersionsByFunctionResponse;
import software.amazon.awssdk.services.lambda.model.PackageType;
import software.amazon.awssdk.services.lambda.model.State;

/** The operations that tell what functions there are. */
record Descriptions(
    Table<FunctionRecord> functions, BiFunction<Place, String, FunctionRecord> named) {

  void addTo(Service service) {
    service
        .on("GetFunction", GetFunctionRequest::builder, this::function)
        .on(
            "GetFunctionConfiguration",
            GetFunctionConfigurationRequest::builder,
            this::configuration)
        .on(
            "GetFunctionEventInvokeConfig",
            GetFunctionEventInvokeConfigRequest::builder,
            this::asynchronous)
        .on("ListFunctions", ListFunctionsRequest::builder, this::list)
        .on("ListVersionsByFunction", ListVersionsByFunctionRequest::builder, this::versions);
  }

  private GetFunctionResponse function(Caller caller, GetFunctionRequest request) {
    FunctionRecord function = named.apply(caller.place(), request.functionName());
    return GetFunctionResponse.builder()
        .configuration(described(function))
        .code(it -> it.repositoryType("S3"))
        .concurrency(it -> it.reservedConcurrentExecutions(function.concurrency()))
        .build();
  }

  private GetFunctionConfigurationResponse configuration(
      Caller caller, GetFunctionConfigurationRequest request) {
    FunctionRecord function = named.apply(caller.place(), request.functionName());
    return Shapes.fill(GetFunctionConfigurationResponse.builder(), Shapes.json(described(function)))
        .build();
  }

  private GetFunctionEventInvokeConfigResponse asynchronous(
      Caller caller, GetFunctionEventInvokeConfigRequest request) {
    FunctionRecord function = named.apply(caller.place(), request.functionName());
    GetFunctionEventInvokeConfigResponse.Builder answer =
        GetFunctionEventInvokeConfigResponse.builder()
            .functionArn(function.arn() + ":$LATEST")
            .maximumRetryAttempts(function.retries())
            .maximumEventAgeInSeconds(function.maximumAgeSeconds());
    if (!function.onFailure().isEmpty()) {
      answer.destinationConfig(
          to -> to.onFailure(failure -> failure.destination(function.onFailure())));
    }
    return answer.build();
  }

  private ListFunctionsResponse list(Caller caller, ListFunctionsRequest request) {
    List<FunctionConfiguration> all =
        functions.startingWith(caller.place().key("")).stream()
            .map(Descriptions::described)
            .toList();
    return ListFunctionsResponse.builder().functions(all).build();
  }

  /** Nothing is published here: there is the latest, and no other. */
  private ListVersionsByFunctionResponse versions(
      Caller caller, ListVersionsByFunctionRequest request) {
    FunctionRecord function = named.apply(caller.place(), request.functionName());
    return ListVersionsByFunctionResponse.builder().versions(List.of(described(function))).build();
  }

  private static FunctionConfiguration described(FunctionRecord function) {
    FunctionConfiguration.Builder description =
        FunctionConfiguration.builder()
            .functionName(function.name())
            .functionArn(function.arn())
            .runtime(function.runtime())
            .handler(function.handler())
            .timeout(function.timeoutSeconds())
            .memorySize(function.memoryMegabytes())
            .packageType(PackageType.ZIP)
            .state(State.ACTIVE)
            .lastUpdateStatus(LastUpdateStatus.SUCCESSFUL)
            .loggingConfig(it -> it.logGroup(function.logGroup()))
            .version("$LATEST");
    if (!function.role().isEmpty()) {
      description.role("arn:aws:iam::" + function.account() + ":role/" + function.role());
    }
    if (!function.environment().isEmpty()) {
      description.environment(it -> it.variables(function.environment()));
    }
    return description.build();
  }
}
