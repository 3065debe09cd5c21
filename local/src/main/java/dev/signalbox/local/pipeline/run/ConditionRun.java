package dev.signalbox.local.pipeline.run;

/**
 * What came of a stage's condition.
 *
 * @param status Succeeded or Failed
 * @param summary the rule that failed, and why
 */
public record ConditionRun(String status, String summary) {
  static final ConditionRun PASSED = new ConditionRun("Succeeded", "");

  public boolean passed() {
    return status.equals("Succeeded");
  }

  static ConditionRun failed(String rule, String why) {
    return new ConditionRun("Failed", "Rule " + rule + ": " + why);
  }
}
