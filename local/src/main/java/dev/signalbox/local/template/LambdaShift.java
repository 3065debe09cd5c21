package dev.signalbox.local.template;

import java.util.Set;

/** The ways of shifting a function's traffic that SAM knows by a short name. */
final class LambdaShift {
  private static final Set<String> NAMES =
      Set.of(
          "AllAtOnce",
          "Canary10Percent5Minutes",
          "Canary10Percent10Minutes",
          "Canary10Percent15Minutes",
          "Canary10Percent30Minutes",
          "Linear10PercentEvery1Minute",
          "Linear10PercentEvery2Minutes",
          "Linear10PercentEvery3Minutes",
          "Linear10PercentEvery10Minutes");

  private LambdaShift() {}

  /** The deployment configuration's full name. */
  static String configuration(String type) {
    return NAMES.contains(type) ? "CodeDeployDefault.Lambda" + type : type;
  }
}
