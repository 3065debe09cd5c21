package dev.signalbox.local.ssm;

import dev.signalbox.local.api.AwsError;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import software.amazon.awssdk.services.ssm.model.ParameterStringFilter;
import software.amazon.awssdk.services.ssm.model.ParametersFilter;

/** Which parameters a request asks for. */
final class Filters {
  private static final List<String> TYPES = List.of("String", "StringList", "SecureString");
  private static final List<String> TIERS = List.of("Standard", "Advanced", "Intelligent-Tiering");

  private Filters() {}

  /**
   * @throws AwsError InvalidFilterKey, InvalidFilterOption, InvalidFilterValue
   */
  static Predicate<Parameter> ofDescribe(List<ParameterStringFilter> filters) {
    checkKeys(
        filters,
        key -> key.startsWith("tag:"),
        List.of("Path", "Name", "Type", "KeyId", "Tier", "DataType"));
    return all(filters);
  }

  static Predicate<Parameter> ofPath(List<ParameterStringFilter> filters) {
    // AWS takes a label here, but does not say so in its refusal.
    checkKeys(filters, key -> key.equals("Label"), List.of("Type", "KeyId"));
    return all(filters);
  }

  /** The older form, which matches beginnings. */
  static Predicate<Parameter> ofDescribeByBeginning(List<ParametersFilter> filters) {
    return parameter ->
        filters.stream()
            .allMatch(filter ->
                filter.values().stream()
                    .anyMatch(value ->
                        values(parameter, filter.keyAsString())
                            .anyMatch(it -> it.startsWith(value))));
  }

  private static void checkKeys(
      List<ParameterStringFilter> filters, Predicate<String> alsoValid, List<String> valid) {
    Set<String> seen = new HashSet<>();
    for (ParameterStringFilter filter : filters) {
      String key = filter.key();
      if (!valid.contains(key) && !alsoValid.test(key)) {
        throw AwsError.of(
            "InvalidFilterKey",
            "The following filter key is not valid: "
                + key
                + ". Valid filter keys include: ["
                + String.join(", ", valid)
                + "].");
      }
      if (!seen.add(key)) {
        throw AwsError.of(
            "InvalidFilterKey",
            "The following filter is duplicated in the request: "
                + key
                + ". A request can contain only one occurrence of a specific filter.");
      }
      check(filter);
    }
  }

  private static void check(ParameterStringFilter filter) {
    String key = filter.key();
    if (filter.values().isEmpty() && !key.startsWith("tag:")) {
      throw AwsError.of(
          "InvalidFilterValue",
          "The following filter values are missing : null for filter key " + key + ".");
    }
    List<String> options =
        switch (key) {
          case "Path" -> List.of("Recursive", "OneLevel");
          case "Name" -> List.of("BeginsWith", "Equals", "Contains");
          default -> List.of("BeginsWith", "Equals");
        };
    if (!options.contains(option(filter))) {
      throw AwsError.of(
          "InvalidFilterOption",
          "The following filter option is not valid: "
              + option(filter)
              + ". Valid options include: ["
              + String.join(", ", options)
              + "].");
    }
    switch (key) {
      case "Path" -> filter.values().forEach(Filters::checkPath);
      case "Type" -> checkValues(filter.values(), TYPES);
      case "Tier" -> checkValues(filter.values(), TIERS);
      default -> {}
    }
  }

  private static void checkPath(String path) {
    String lower = path.toLowerCase(Locale.ROOT);
    if (lower.startsWith("/aws") || lower.startsWith("/ssm")) {
      throw AwsError.validation(
          "Filters for common parameters can't be prefixed with \"aws\" or \"ssm\""
              + " (case-insensitive). When using global parameters, please specify within a global"
              + " namespace.");
    }
    ParameterName.checkPath(path);
  }

  private static void checkValues(List<String> values, List<String> valid) {
    for (String value : values) {
      if (!valid.contains(value)) {
        throw AwsError.of(
            "InvalidFilterOption",
            "The following filter value is not valid: "
                + value
                + ". Valid values include: ["
                + String.join(", ", valid)
                + "].");
      }
    }
  }

  private static Predicate<Parameter> all(List<ParameterStringFilter> filters) {
    return parameter -> filters.stream().allMatch(filter -> matches(parameter, filter));
  }

  private static boolean matches(Parameter parameter, ParameterStringFilter filter) {
    if (filter.key().equals("Path")) {
      boolean recursive = option(filter).equals("Recursive");
      return filter.values().stream().anyMatch(path -> below(parameter, path, recursive));
    }
    if (filter.values().isEmpty()) {
      return values(parameter, filter.key()).findAny().isPresent();
    }
    boolean names = filter.key().equals("Name");
    boolean parts = option(filter).equals("Contains");
    return values(parameter, filter.key())
        .map(has -> names ? rooted(has) : has)
        .anyMatch(has ->
            filter.values().stream()
                .map(wanted -> names && !parts ? rooted(wanted) : wanted)
                .anyMatch(wanted -> fits(option(filter), has, wanted)));
  }

  private static boolean fits(String option, String has, String wanted) {
    return switch (option) {
      case "BeginsWith" -> has.startsWith(wanted);
      case "Contains" -> has.contains(wanted);
      default -> has.equals(wanted);
    };
  }

  static boolean below(Parameter parameter, String path, boolean recursive) {
    String parent = path.endsWith("/") ? path : path + "/";
    String name = rooted(parameter.name());
    return name.startsWith(parent) && (recursive || name.indexOf('/', parent.length()) < 0);
  }

  /** A name without a slash in front stands at the root. */
  private static String rooted(String name) {
    return name.startsWith("/") ? name : "/" + name;
  }

  private static String option(ParameterStringFilter filter) {
    String option = filter.option();
    return option == null ? (filter.key().equals("Path") ? "OneLevel" : "Equals") : option;
  }

  private static Stream<String> values(Parameter parameter, String key) {
    ParameterVersion newest = parameter.newest();
    return switch (key) {
      case "Name" -> Stream.of(parameter.name());
      case "Label" -> parameter.labels().keySet().stream();
      case "Type" -> Stream.of(newest.type());
      case "KeyId" -> newest.keyId().stream();
      case "Tier" -> Stream.of(newest.tier());
      case "DataType" -> Stream.of(newest.dataType());
      default -> Stream.ofNullable(parameter.tags().get(key.replaceFirst("^tag:", "")));
    };
  }
}
