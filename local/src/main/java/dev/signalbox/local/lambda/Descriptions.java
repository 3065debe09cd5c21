package dev.signalbox.local.lambda;

import dev.signalbox.local.api.Caller;
import dev.signalbox.local.api.Paging.Page;
import dev.signalbox.local.api.Service;
import dev.signalbox.local.api.Shapes;
import dev.signalbox.local.lambda.FunctionRecord.Configuration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.stream.Stream;
import software.amazon.awssdk.services.lambda.model.Architecture;
import software.amazon.awssdk.services.lambda.model.FunctionConfiguration;
import software.amazon.awssdk.services.lambda.model.GetFunctionConfigurationRequest;
import software.amazon.awssdk.services.lambda.model.GetFunctionConfigurationResponse;
import software.amazon.awssdk.services.lambda.model.GetFunctionRequest;
import software.amazon.awssdk.services.lambda.model.GetFunctionResponse;
import software.amazon.awssdk.services.lambda.model.LastUpdateStatus;
import software.amazon.awssdk.services.lambda.model.ListFunctionsRequest;
import software.amazon.awssdk.services.lambda.model.ListFunctionsResponse;
import software.amazon.awssdk.services.lambda.model.PackageType;
import software.amazon.awssdk.services.lambda.model.State;
import software.amazon.awssdk.services.lambda.model.TracingMode;

/** The operations that tell what functions there are. */
record Descriptions(Catalogue catalogue) {
  private static final DateTimeFormatter MODIFIED =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSZ").withZone(ZoneOffset.UTC);

  void addTo(Service service) {
    service
        .on("GetFunction", GetFunctionRequest::builder, this::function)
        .on(
            "GetFunctionConfiguration",
            GetFunctionConfigurationRequest::builder,
            this::configuration)
        .on("ListFunctions", ListFunctionsRequest::builder, this::list);
  }

  private GetFunctionResponse function(Caller caller, GetFunctionRequest request) {
    Resolved function =
        catalogue.resolve(caller.place(), request.functionName(), request.qualifier());
    FunctionRecord latest =
        catalogue.get(Catalogue.name(caller.place(), request.functionName(), request.qualifier()));
    GetFunctionResponse.Builder answer =
        GetFunctionResponse.builder()
            .configuration(described(function))
            .code(it -> it.repositoryType("S3"))
            .tags(latest.tags().isEmpty() ? null : latest.tags());
    if (latest.reserved() != FunctionRecord.UNRESERVED) {
      answer.concurrency(it -> it.reservedConcurrentExecutions(latest.reserved()));
    }
    return answer.build();
  }

  private GetFunctionConfigurationResponse configuration(
      Caller caller, GetFunctionConfigurationRequest request) {
    Resolved function =
        catalogue.resolve(caller.place(), request.functionName(), request.qualifier());
    return Shapes.fill(GetFunctionConfigurationResponse.builder(), Shapes.json(described(function)))
        .build();
  }

  private ListFunctionsResponse list(Caller caller, ListFunctionsRequest request) {
    Stream<FunctionRecord> found = catalogue.of(caller.place()).stream();
    if ("ALL".equals(request.functionVersionAsString())) {
      found =
          found.flatMap(it ->
              Stream.concat(
                  Stream.of(it),
                  catalogue.versions(Catalogue.name(it.place(), it.name(), null)).stream()));
    }
    Page<FunctionRecord> page =
        Catalogue.PAGES.page(found.toList(), request.maxItems(), request.marker());
    boolean all = "ALL".equals(request.functionVersionAsString());
    List<FunctionConfiguration> shown =
        page.items().stream()
            .map(it -> all ? described(it, it.versionArn()) : described(it))
            .toList();
    return ListFunctionsResponse.builder().functions(shown).nextMarker(page.next()).build();
  }

  /** A function is described under the ARN it was asked for by. */
  private static FunctionConfiguration described(Resolved function) {
    return described(function.function(), function.invokedArn());
  }

  static FunctionConfiguration described(FunctionRecord function) {
    return described(
        function,
        function.version().equals(FunctionRecord.LATEST) ? function.arn() : function.versionArn());
  }

  static FunctionConfiguration described(FunctionRecord function, String arn) {
    Configuration its = function.configuration();
    FunctionConfiguration.Builder description =
        FunctionConfiguration.builder()
            .functionName(function.name())
            .functionArn(arn)
            .description(its.description())
            .runtime(its.runtime())
            .handler(its.handler())
            .timeout(its.timeoutSeconds())
            .memorySize(its.memoryMegabytes())
            .codeSha256(function.code().sha256())
            .codeSize(function.code().size())
            .lastModified(MODIFIED.format(Instant.ofEpochMilli(function.modifiedMillis())))
            .revisionId(function.revision())
            .architectures(Architecture.X86_64)
            .ephemeralStorage(it -> it.size(512))
            .tracingConfig(it -> it.mode(TracingMode.PASS_THROUGH))
            .packageType(PackageType.ZIP)
            .state(State.ACTIVE)
            .lastUpdateStatus(LastUpdateStatus.SUCCESSFUL)
            .loggingConfig(it -> it.logGroup(its.logGroup()).logFormat(its.logFormat()))
            .version(function.version());
    if (!its.role().isEmpty()) {
      description.role("arn:aws:iam::" + function.account() + ":role/" + its.role());
    }
    if (!its.environment().isEmpty()) {
      description.environment(it -> it.variables(its.environment()));
    }
    if (!its.deadLetters().isEmpty()) {
      description.deadLetterConfig(it -> it.targetArn(its.deadLetters()));
    }
    return description.build();
  }
}
