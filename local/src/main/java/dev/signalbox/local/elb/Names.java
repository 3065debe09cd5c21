package dev.signalbox.local.elb;

import dev.signalbox.local.api.AwsError;

/** What load balancers and target groups may be called. */
final class Names {
  private static final int LONGEST = 32;

  private Names() {}

  static void check(String kind, String name) {
    if (name.length() > LONGEST) {
      throw invalid(kind, name, "cannot be longer than '" + LONGEST + "' characters");
    }
    if (!name.matches("[a-zA-Z0-9-]+")) {
      throw invalid(
          kind,
          name,
          "can only contain characters that are alphanumeric characters and hyphens(-)");
    }
    if (name.startsWith("-") || name.endsWith("-")) {
      throw invalid(kind, name, "cannot begin or end with a hyphen(-)");
    }
    if (kind.equals("load balancer") && name.startsWith("internal-")) {
      throw invalid(kind, name, "cannot begin with 'internal-'");
    }
  }

  /**
   * A name made from a stack's and a resource's, such that it is short enough and still its own.
   */
  static String shortened(String name) {
    return name.length() <= LONGEST
        ? name
        : name.substring(0, LONGEST - 9) + "-%08x".formatted(name.hashCode());
  }

  private static AwsError invalid(String kind, String name, String why) {
    return AwsError.of("ValidationError", "The " + kind + " name '" + name + "' " + why);
  }
}
