package dev.signalbox.local.ssm;

import dev.signalbox.local.api.AwsError;
import dev.signalbox.local.api.Caller;
import dev.signalbox.local.api.Paging;
import dev.signalbox.local.api.Paging.Page;
import dev.signalbox.local.api.Service;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import software.amazon.awssdk.services.ssm.model.DescribeParametersRequest;
import software.amazon.awssdk.services.ssm.model.DescribeParametersResponse;
import software.amazon.awssdk.services.ssm.model.GetParameterHistoryRequest;
import software.amazon.awssdk.services.ssm.model.GetParameterHistoryResponse;
import software.amazon.awssdk.services.ssm.model.GetParameterRequest;
import software.amazon.awssdk.services.ssm.model.GetParameterResponse;
import software.amazon.awssdk.services.ssm.model.GetParametersByPathRequest;
import software.amazon.awssdk.services.ssm.model.GetParametersByPathResponse;
import software.amazon.awssdk.services.ssm.model.GetParametersRequest;
import software.amazon.awssdk.services.ssm.model.GetParametersResponse;
import software.amazon.awssdk.services.ssm.model.ParameterHistory;
import software.amazon.awssdk.services.ssm.model.ParameterMetadata;

/** The operations that read parameters. */
final class ReadOperations {
  private static final Paging BY_PATH = paging(10);
  private static final Paging PAGES = paging(50);

  private final Parameters parameters;

  ReadOperations(Parameters parameters) {
    this.parameters = parameters;
  }

  void addTo(Service service) {
    service
        .on("GetParameter", GetParameterRequest::builder, this::get)
        .on("GetParameters", GetParametersRequest::builder, this::getAll)
        .on("GetParametersByPath", GetParametersByPathRequest::builder, this::getByPath)
        .on("GetParameterHistory", GetParameterHistoryRequest::builder, this::history)
        .on("DescribeParameters", DescribeParametersRequest::builder, this::describe);
  }

  private GetParameterResponse get(Caller caller, GetParameterRequest request) {
    Selected selected = parameters.select(caller.place(), request.name());
    return GetParameterResponse.builder()
        .parameter(shown(selected, Boolean.TRUE.equals(request.withDecryption())))
        .build();
  }

  private GetParametersResponse getAll(Caller caller, GetParametersRequest request) {
    boolean decrypted = Boolean.TRUE.equals(request.withDecryption());
    List<software.amazon.awssdk.services.ssm.model.Parameter> found = new ArrayList<>();
    List<String> invalid = new ArrayList<>();
    for (String name : new LinkedHashSet<>(request.names())) {
      selectable(caller, name)
          .ifPresentOrElse(
              selected -> found.add(shown(selected, decrypted)), () -> invalid.add(name));
    }
    return GetParametersResponse.builder().parameters(found).invalidParameters(invalid).build();
  }

  private Optional<Selected> selectable(Caller caller, String name) {
    try {
      return Optional.of(parameters.select(caller.place(), name));
    } catch (AwsError e) {
      return Optional.empty();
    }
  }

  private GetParametersByPathResponse getByPath(Caller caller, GetParametersByPathRequest request) {
    ParameterName.checkPath(request.path());
    boolean recursive = Boolean.TRUE.equals(request.recursive());
    boolean decrypted = Boolean.TRUE.equals(request.withDecryption());
    Predicate<Parameter> filter = Filters.ofPath(request.parameterFilters());
    List<Parameter> all =
        parameters.of(caller.place()).stream()
            .filter(parameter -> Filters.below(parameter, request.path(), recursive))
            .filter(filter)
            .toList();
    Page<Parameter> page = BY_PATH.page(all, request.maxResults(), request.nextToken());
    return GetParametersByPathResponse.builder()
        .parameters(
            page.items().stream()
                .map(it -> shown(new Selected(it, it.newest(), Optional.empty()), decrypted))
                .toList())
        .nextToken(page.next())
        .build();
  }

  private GetParameterHistoryResponse history(Caller caller, GetParameterHistoryRequest request) {
    Parameter parameter = parameters.get(caller.place(), request.name());
    boolean decrypted = Boolean.TRUE.equals(request.withDecryption());
    Page<ParameterVersion> page =
        PAGES.page(parameter.versions(), request.maxResults(), request.nextToken());
    return GetParameterHistoryResponse.builder()
        .parameters(page.items().stream().map(it -> past(parameter, it, decrypted)).toList())
        .nextToken(page.next())
        .build();
  }

  private DescribeParametersResponse describe(Caller caller, DescribeParametersRequest request) {
    if (!request.filters().isEmpty() && !request.parameterFilters().isEmpty()) {
      throw AwsError.validation(
          "You can use either Filters or ParameterFilters in a single request.");
    }
    Predicate<Parameter> filter =
        Filters.ofDescribe(request.parameterFilters())
            .and(Filters.ofDescribeByBeginning(request.filters()));
    List<Parameter> all = parameters.of(caller.place()).stream().filter(filter).toList();
    Page<Parameter> page = PAGES.page(all, request.maxResults(), request.nextToken());
    return DescribeParametersResponse.builder()
        .parameters(page.items().stream().map(ReadOperations::described).toList())
        .nextToken(page.next())
        .build();
  }

  private static Paging paging(int usual) {
    return new Paging(
        "parameters",
        usual,
        50,
        () -> AwsError.of("InvalidNextToken", "The specified token is not valid."));
  }

  private static software.amazon.awssdk.services.ssm.model.Parameter shown(
      Selected selected, boolean decrypted) {
    ParameterVersion version = selected.version();
    return software.amazon.awssdk.services.ssm.model.Parameter.builder()
        .name(selected.parameter().name())
        .arn(selected.parameter().arn())
        .type(version.type())
        .value(version.shown(decrypted))
        .version(version.number())
        .selector(selected.selector().orElse(null))
        .lastModifiedDate(version.modified())
        .dataType(version.dataType())
        .build();
  }

  private static ParameterHistory past(
      Parameter parameter, ParameterVersion version, boolean decrypted) {
    return ParameterHistory.builder()
        .name(parameter.name())
        .type(version.type())
        .keyId(version.keyId().orElse(null))
        .lastModifiedDate(version.modified())
        .lastModifiedUser(version.modifiedBy())
        .description(version.description().orElse(null))
        .value(version.shown(decrypted))
        .allowedPattern(version.allowedPattern().orElse(null))
        .version(version.number())
        .labels(parameter.labelsOf(version))
        .tier(version.tier())
        .policies(List.of())
        .dataType(version.dataType())
        .build();
  }

  private static ParameterMetadata described(Parameter parameter) {
    ParameterVersion newest = parameter.newest();
    return ParameterMetadata.builder()
        .name(parameter.name())
        .arn(parameter.arn())
        .type(newest.type())
        .keyId(newest.keyId().orElse(null))
        .lastModifiedDate(newest.modified())
        .lastModifiedUser(newest.modifiedBy())
        .description(newest.description().orElse(null))
        .allowedPattern(newest.allowedPattern().orElse(null))
        .version(newest.number())
        .tier(newest.tier())
        .policies(List.of())
        .dataType(newest.dataType())
        .build();
  }
}
