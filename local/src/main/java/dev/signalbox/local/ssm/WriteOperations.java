package dev.signalbox.local.ssm;

import dev.signalbox.local.api.AwsError;
import dev.signalbox.local.api.Caller;
import dev.signalbox.local.api.Clock;
import dev.signalbox.local.api.Service;
import dev.signalbox.local.model.BoundedPattern;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ssm.model.DeleteParameterRequest;
import software.amazon.awssdk.services.ssm.model.DeleteParameterResponse;
import software.amazon.awssdk.services.ssm.model.DeleteParametersRequest;
import software.amazon.awssdk.services.ssm.model.DeleteParametersResponse;
import software.amazon.awssdk.services.ssm.model.PutParameterRequest;
import software.amazon.awssdk.services.ssm.model.PutParameterResponse;

/** The operations that set and delete parameters. */
final class WriteOperations {
  private static final int LONGEST_STANDARD_VALUE = 4096;
  private static final int LONGEST_VALUE = 8192;
  private static final List<String> DATA_TYPES =
      List.of("text", "aws:ec2:image", "aws:ssm:integration");

  private final Parameters parameters;
  private final Clock clock;

  WriteOperations(Parameters parameters, Clock clock) {
    this.parameters = parameters;
    this.clock = clock;
  }

  void addTo(Service service) {
    service
        .on("PutParameter", PutParameterRequest::builder, this::put)
        .on("DeleteParameter", DeleteParameterRequest::builder, this::delete)
        .on("DeleteParameters", DeleteParametersRequest::builder, this::deleteAll);
  }

  PutParameterResponse put(Caller caller, PutParameterRequest request) {
    ParameterName.check(request.name());
    boolean overwrite = Boolean.TRUE.equals(request.overwrite());
    if (overwrite && !request.tags().isEmpty()) {
      throw AwsError.validation(
          "Invalid request: tags and overwrite can't be used together. To create a parameter with"
              + " tags, please remove overwrite flag. To update tags for an existing parameter,"
              + " please use AddTagsToResource or RemoveTagsFromResource.");
    }
    if (request.policies() != null && !request.policies().isEmpty()) {
      throw AwsError.notImplemented("ssm", "PutParameter with Policies");
    }
    Optional<Parameter> existing = parameters.find(caller.place(), request.name());
    ParameterVersion written =
        existing.isPresent() ? overwritten(caller, request, overwrite) : created(caller, request);
    return PutParameterResponse.builder().version(written.number()).tier(written.tier()).build();
  }

  private ParameterVersion created(Caller caller, PutParameterRequest request) {
    ParameterVersion first = version(caller, request, null);
    Map<String, String> tags = new LinkedHashMap<>();
    request.tags().forEach(tag -> tags.put(tag.key(), tag.value()));
    if (!parameters.add(
        new Parameter(caller.place(), request.name(), tags, List.of(first), Map.of()))) {
      return overwritten(caller, request, Boolean.TRUE.equals(request.overwrite()));
    }
    return first;
  }

  private ParameterVersion overwritten(
      Caller caller, PutParameterRequest request, boolean overwrite) {
    if (!overwrite) {
      throw AwsError.of(
          "ParameterAlreadyExists",
          "The parameter already exists. To overwrite this value, set the overwrite option in the"
              + " request to true.");
    }
    return parameters
        .update(
            caller.place(),
            request.name(),
            parameter -> parameter.with(version(caller, request, parameter.newest())))
        .newest();
  }

  private ParameterVersion version(
      Caller caller, PutParameterRequest request, @Nullable ParameterVersion before) {
    String type = type(request, before);
    Optional<String> pattern =
        Optional.ofNullable(request.allowedPattern())
            .or(() -> Optional.ofNullable(before).flatMap(ParameterVersion::allowedPattern));
    pattern.ifPresent(it -> checkPattern(it, request.value()));
    return new ParameterVersion(
        before == null ? 1 : before.number() + 1,
        type,
        request.value(),
        Optional.ofNullable(request.description())
            .or(() -> Optional.ofNullable(before).flatMap(ParameterVersion::description)),
        type.equals("SecureString")
            ? Optional.of(request.keyId() == null ? "alias/aws/ssm" : request.keyId())
            : Optional.empty(),
        pattern,
        tier(request, before),
        dataType(request),
        clock.instant(),
        caller.arn());
  }

  private static String type(PutParameterRequest request, @Nullable ParameterVersion before) {
    String asked = request.typeAsString();
    if (before == null && asked == null) {
      throw AwsError.validation("A parameter type is required when you create a parameter.");
    }
    if (before != null && asked != null && !asked.equals(before.type())) {
      throw AwsError.of(
          "HierarchyTypeMismatchException",
          "Parameter Store does not support changing a parameter type in a hierarchy. For example,"
              + " you can't change a parameter from a String type to a SecureString type. You must"
              + " create a new, unique parameter.");
    }
    return before != null ? before.type() : asked;
  }

  private static String tier(PutParameterRequest request, @Nullable ParameterVersion before) {
    String asked = request.tierAsString();
    String tier = asked != null ? asked : before != null ? before.tier() : "Standard";
    int length = request.value().codePointCount(0, request.value().length());
    if (length == 0) {
      throw AwsError.validation(
          "1 validation error detected: Value at 'value' failed to satisfy constraint: Member must"
              + " have length greater than or equal to 1");
    }
    if (tier.equals("Intelligent-Tiering")) {
      tier = length <= LONGEST_STANDARD_VALUE ? "Standard" : "Advanced";
    }
    if (tier.equals("Standard") && length > LONGEST_STANDARD_VALUE) {
      throw AwsError.validation(
          "Standard tier parameters support a maximum parameter value of 4096 characters. To create"
              + " a larger parameter value, upgrade the parameter to use the advanced-parameter"
              + " tier. For more information, see"
              + " https://docs.aws.amazon.com/systems-manager/latest/userguide/parameter-store-advanced-parameters.html");
    }
    if (length > LONGEST_VALUE) {
      throw AwsError.validation(
          "Advanced tier parameters support a maximum parameter value of 8192 characters.");
    }
    return tier;
  }

  private static String dataType(PutParameterRequest request) {
    String dataType = request.dataType() == null ? "text" : request.dataType();
    if (!DATA_TYPES.contains(dataType)) {
      throw AwsError.validation(
          "The following data type is not supported: "
              + dataType
              + " (Data type names are all lowercase.)");
    }
    return dataType;
  }

  private static void checkPattern(String pattern, String value) {
    BoundedPattern allowed;
    try {
      allowed = new BoundedPattern(pattern);
    } catch (PatternSyntaxException e) {
      throw AwsError.of(
          "InvalidAllowedPatternException",
          "The request does not meet the regular expression requirement.");
    }
    if (!allowed.matches(value)) {
      throw AwsError.of(
          "ParameterPatternMismatchException",
          "Parameter value, cannot be validated against allowedPattern: " + pattern);
    }
  }

  private DeleteParameterResponse delete(Caller caller, DeleteParameterRequest request) {
    if (!remove(caller, request.name())) {
      throw Parameters.notFound(request.name());
    }
    return DeleteParameterResponse.builder().build();
  }

  private DeleteParametersResponse deleteAll(Caller caller, DeleteParametersRequest request) {
    List<String> deleted = new ArrayList<>();
    List<String> invalid = new ArrayList<>();
    for (String name : request.names()) {
      (remove(caller, name) ? deleted : invalid).add(name);
    }
    return DeleteParametersResponse.builder()
        .deletedParameters(deleted)
        .invalidParameters(invalid)
        .build();
  }

  private boolean remove(Caller caller, String name) {
    return parameters
        .find(caller.place(), name)
        .map(parameter -> parameters.remove(parameter.place(), parameter.name()))
        .orElse(false);
  }
}
