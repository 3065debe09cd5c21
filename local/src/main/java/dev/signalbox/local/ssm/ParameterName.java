package dev.signalbox.local.ssm;

import dev.signalbox.local.api.AwsError;
import java.util.Locale;
import java.util.regex.Pattern;

/** The rules for the names of parameters and of paths to them. */
final class ParameterName {
  private static final Pattern ALLOWED = Pattern.compile("[a-zA-Z0-9_.\\-/]+");
  private static final int MOST_LEVELS = 15;

  private ParameterName() {}

  /**
   * @throws AwsError for a name no new parameter can have
   */
  static void check(String name) {
    if (!ALLOWED.matcher(name).matches()) {
      throw malformed();
    }
    if (name.contains("/") && !name.startsWith("/")) {
      throw AwsError.validation("Parameter name must be a fully qualified name.");
    }
    if (name.contains("//") || name.endsWith("/")) {
      throw AwsError.validation(
          "Parameter name must not end with a slash, nor have two slashes in a row.");
    }
    checkPrefix(name);
    if (name.chars().filter(c -> c == '/').count() > MOST_LEVELS) {
      throw AwsError.of(
          "HierarchyLevelLimitExceededException",
          "Parameter name can't be more than 15 levels deep: " + name);
    }
  }

  private static AwsError malformed() {
    return AwsError.validation(
        "Parameter name: can't be prefixed with \"ssm\" (case-insensitive). If formed as a path, it"
            + " can consist of sub-paths divided by slash symbol; each sub-path can be formed as a"
            + " mix of letters, numbers and the following 3 symbols .-_");
  }

  private static void checkPrefix(String name) {
    String bare = (name.startsWith("/") ? name.substring(1) : name).toLowerCase(Locale.ROOT);
    boolean path = name.indexOf('/', 1) > 0;
    if (bare.startsWith("aws") && path) {
      throw AwsError.of(
          "AccessDeniedException", "No access to reserved parameter name: " + name + ".");
    }
    if (bare.startsWith("ssm") && path) {
      throw malformed();
    }
    if (bare.startsWith("aws") || bare.startsWith("ssm")) {
      throw AwsError.validation(
          "Parameter name: can't be prefixed with \"aws\" or \"ssm\" (case-insensitive).");
    }
  }

  /**
   * @throws AwsError for what is no path
   */
  static void checkPath(String path) {
    boolean wellFormed =
        path.startsWith("/") && !path.contains("//") && ALLOWED.matcher(path).matches();
    if (!wellFormed) {
      throw AwsError.validation(
          "The parameter doesn't meet the parameter name requirements. The parameter name must"
              + " begin with a forward slash \"/\". It can't be prefixed with \"aws\" or \"ssm\""
              + " (case-insensitive). It must use only letters, numbers, or the following symbols:"
              + " . (period), - (hyphen), _ (underscore). Special characters are not allowed. All"
              + " sub-paths, if specified, must use the forward slash symbol \"/\". Valid example:"
              + " /get/parameters2-/by1./path0_.");
    }
  }
}
