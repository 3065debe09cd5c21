package dev.signalbox.cli.online;

import dev.signalbox.core.release.PipelineId;
import java.util.List;
import java.util.function.Consumer;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.eventbridge.model.DescribeRuleResponse;
import software.amazon.awssdk.services.eventbridge.model.EventBus;
import software.amazon.awssdk.services.eventbridge.model.ListEventBusesResponse;
import software.amazon.awssdk.services.eventbridge.model.ListRuleNamesByTargetResponse;
import software.amazon.awssdk.services.eventbridge.model.RuleState;

/** Which rules start a pipeline besides. Schedules do so on purpose, and for no push. */
record RuleCheck(EventBridgeClient events, Consumer<Finding> findings) {
  private static final String DEFAULT = "default";

  void check(PipelineId pipeline, List<String> path) {
    switch (Answer.to("events:ListEventBuses", this::buses)) {
      case Answer.Known(List<String> buses) -> buses.forEach(bus -> check(pipeline, bus, path));
      case Answer.Absent() -> check(pipeline, DEFAULT, path);
      case Answer.Untold(String why) -> {
        if (check(pipeline, DEFAULT, path)) {
          findings.accept(
              Finding.notChecked(
                  path, "rules on other buses that start %s too: %s".formatted(pipeline, why)));
        }
      }
    }
  }

  private List<String> buses() {
    return Pages.of(
        token -> events.listEventBuses(request -> request.nextToken(token)),
        page -> page.eventBuses().stream().map(EventBus::name).toList(),
        ListEventBusesResponse::nextToken);
  }

  private List<String> rules(PipelineId pipeline, String bus) {
    return Pages.of(
        token ->
            events.listRuleNamesByTarget(
                request -> request.targetArn(pipeline.arn()).eventBusName(bus).nextToken(token)),
        ListRuleNamesByTargetResponse::ruleNames,
        ListRuleNamesByTargetResponse::nextToken);
  }

  /** Whether it could be told. */
  private boolean check(PipelineId pipeline, String bus, List<String> path) {
    return switch (Answer.to("events:ListRuleNamesByTarget", () -> rules(pipeline, bus))) {
      case Answer.Known(List<String> rules) -> {
        rules.forEach(rule -> check(pipeline, bus, rule, path));
        yield true;
      }
      // The bus has gone in the meantime.
      case Answer.Absent() -> true;
      case Answer.Untold(String why) -> {
        findings.accept(
            Finding.notChecked(
                path, "rules on bus '%s' that start %s too: %s".formatted(bus, pipeline, why)));
        yield false;
      }
    };
  }

  private void check(PipelineId pipeline, String bus, String rule, List<String> path) {
    Answer<DescribeRuleResponse> answer =
        Answer.to(
            "events:DescribeRule",
            () -> events.describeRule(request -> request.name(rule).eventBusName(bus)));
    boolean harmless =
        answer instanceof Answer.Known(DescribeRuleResponse known)
            && (known.state() == RuleState.DISABLED || known.eventPattern() == null);
    if (!harmless) {
      findings.accept(
          Finding.problem(
              path,
              "rule '%s' on bus '%s' starts %s too: one push would start it twice; delete the rule"
                  .formatted(rule, bus, pipeline)));
    }
  }
}
