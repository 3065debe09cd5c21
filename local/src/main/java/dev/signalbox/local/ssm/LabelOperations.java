package dev.signalbox.local.ssm;

import dev.signalbox.local.api.AwsError;
import dev.signalbox.local.api.Caller;
import dev.signalbox.local.api.Service;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ssm.model.LabelParameterVersionRequest;
import software.amazon.awssdk.services.ssm.model.LabelParameterVersionResponse;
import software.amazon.awssdk.services.ssm.model.UnlabelParameterVersionRequest;
import software.amazon.awssdk.services.ssm.model.UnlabelParameterVersionResponse;

/** The operations that name versions of parameters. */
final class LabelOperations {
  private static final int MOST_LABELS = 10;
  private static final Pattern ALLOWED = Pattern.compile("(?!(?i)aws|ssm|[0-9])[a-zA-Z0-9_.\\-]+");

  private final Parameters parameters;

  LabelOperations(Parameters parameters) {
    this.parameters = parameters;
  }

  void addTo(Service service) {
    service
        .on("LabelParameterVersion", LabelParameterVersionRequest::builder, this::label)
        .on("UnlabelParameterVersion", UnlabelParameterVersionRequest::builder, this::unlabel);
  }

  /** A label that another version had moves to this one. */
  private LabelParameterVersionResponse label(Caller caller, LabelParameterVersionRequest request) {
    Parameter parameter = parameters.get(caller.place(), request.name());
    ParameterVersion version = version(parameter, request.parameterVersion());
    List<String> valid = request.labels().stream().filter(LabelOperations::isValid).toList();
    parameters.update(
        caller.place(),
        parameter.name(),
        before -> {
          Map<String, Long> labels = new HashMap<>(before.labels());
          valid.forEach(label -> labels.put(label, version.number()));
          Parameter after = before.labelled(labels);
          if (after.labelsOf(version).size() > MOST_LABELS) {
            throw AwsError.of(
                "ParameterVersionLabelLimitExceeded",
                "A parameter version can have maximum 10 labels."
                    + "Move one or more labels to another version and try again.");
          }
          return after;
        });
    return LabelParameterVersionResponse.builder()
        .parameterVersion(version.number())
        .invalidLabels(request.labels().stream().filter(it -> !isValid(it)).toList())
        .build();
  }

  private UnlabelParameterVersionResponse unlabel(
      Caller caller, UnlabelParameterVersionRequest request) {
    Parameter parameter = parameters.get(caller.place(), request.name());
    ParameterVersion version = version(parameter, request.parameterVersion());
    List<String> held = parameter.labelsOf(version);
    parameters.update(
        caller.place(),
        parameter.name(),
        before -> {
          Map<String, Long> labels = new HashMap<>(before.labels());
          request.labels().forEach(label -> labels.remove(label, version.number()));
          return before.labelled(labels);
        });
    return UnlabelParameterVersionResponse.builder()
        .removedLabels(request.labels().stream().filter(held::contains).toList())
        .invalidLabels(request.labels().stream().filter(it -> !held.contains(it)).toList())
        .build();
  }

  private static ParameterVersion version(Parameter parameter, @Nullable Long number) {
    return Optional.ofNullable(number)
        .map(it ->
            parameter
                .version(it)
                .orElseThrow(() -> Parameters.versionNotFound(parameter, it.toString())))
        .orElseGet(parameter::newest);
  }

  private static boolean isValid(String label) {
    return ALLOWED.matcher(label).matches();
  }
}
