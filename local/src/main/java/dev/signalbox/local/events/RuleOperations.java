package dev.signalbox.local.events;

import dev.signalbox.local.api.AwsError;
import dev.signalbox.local.api.Caller;
import dev.signalbox.local.api.Clock;
import dev.signalbox.local.api.Service;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.eventbridge.model.DeleteRuleRequest;
import software.amazon.awssdk.services.eventbridge.model.DeleteRuleResponse;
import software.amazon.awssdk.services.eventbridge.model.DescribeRuleRequest;
import software.amazon.awssdk.services.eventbridge.model.DescribeRuleResponse;
import software.amazon.awssdk.services.eventbridge.model.DisableRuleRequest;
import software.amazon.awssdk.services.eventbridge.model.DisableRuleResponse;
import software.amazon.awssdk.services.eventbridge.model.EnableRuleRequest;
import software.amazon.awssdk.services.eventbridge.model.EnableRuleResponse;
import software.amazon.awssdk.services.eventbridge.model.ListRulesRequest;
import software.amazon.awssdk.services.eventbridge.model.ListRulesResponse;
import software.amazon.awssdk.services.eventbridge.model.PutRuleRequest;
import software.amazon.awssdk.services.eventbridge.model.PutRuleResponse;
import software.amazon.awssdk.services.eventbridge.model.Rule;

/** The operations on rules. */
final class RuleOperations {
  private static final int MOST_RULES = 300;

  private final Buses buses;
  private final Rules rules;
  private final Schedules schedules;
  private final Clock clock;

  RuleOperations(Buses buses, Rules rules, Schedules schedules, Clock clock) {
    this.buses = buses;
    this.rules = rules;
    this.schedules = schedules;
    this.clock = clock;
  }

  void addTo(Service service) {
    service
        .on("PutRule", PutRuleRequest::builder, this::put)
        .on("DescribeRule", DescribeRuleRequest::builder, this::describe)
        .on("ListRules", ListRulesRequest::builder, this::list)
        .on("EnableRule", EnableRuleRequest::builder, this::enable)
        .on("DisableRule", DisableRuleRequest::builder, this::disable)
        .on("DeleteRule", DeleteRuleRequest::builder, this::delete);
  }

  PutRuleResponse put(Caller caller, PutRuleRequest request) {
    var bus = buses.forCaller(caller, request.eventBusName(), "events:PutRule");
    var pattern = given(request.eventPattern());
    var schedule = given(request.scheduleExpression());
    check(bus, pattern, schedule);
    var old = rules.find(bus.place(), bus.name(), request.name());
    if (old.isEmpty() && rules.of(bus.place(), bus.name()).size() >= MOST_RULES) {
      throw AwsError.of(
          "LimitExceededException", "The requested resource exceeds the maximum number allowed.");
    }
    var rule =
        new BusRule(
            bus.place(),
            bus.name(),
            request.name(),
            pattern,
            schedule,
            request.description(),
            request.roleArn(),
            Optional.ofNullable(request.stateAsString()).orElse(BusRule.ENABLED),
            old.map(BusRule::createdBy).orElse(caller.account()),
            clock.millis(),
            // Tags of a rule that exists are changed by TagResource only.
            old.map(BusRule::tags).orElseGet(() -> Tags.merged(Map.of(), request.tags())),
            old.map(BusRule::targets).orElse(List.of()));
    rules.put(rule);
    schedules.changed(rule);
    return PutRuleResponse.builder().ruleArn(rule.arn()).build();
  }

  private static void check(Bus bus, @Nullable String pattern, @Nullable String schedule) {
    if (pattern == null && schedule == null) {
      throw AwsError.validation(
          "Parameter(s) EventPattern or ScheduleExpression must be specified.");
    }
    if (schedule != null && !bus.name().equals(Bus.DEFAULT)) {
      throw AwsError.validation("ScheduleExpression is supported only on the default event bus.");
    }
    if (schedule != null && Schedule.parse(schedule).isEmpty()) {
      throw AwsError.validation("Parameter ScheduleExpression is not valid.");
    }
    if (pattern != null) {
      EventPattern.parse(pattern);
    }
  }

  private static @Nullable String given(@Nullable String text) {
    return text == null || text.isEmpty() ? null : text;
  }

  private DescribeRuleResponse describe(Caller caller, DescribeRuleRequest request) {
    var bus = buses.forCaller(caller, request.eventBusName(), "events:DescribeRule");
    var rule = rules.get(bus.place(), bus.name(), request.name());
    return DescribeRuleResponse.builder()
        .name(rule.name())
        .arn(rule.arn())
        .eventPattern(rule.pattern())
        .scheduleExpression(rule.schedule())
        .state(rule.state())
        .description(rule.description())
        .roleArn(rule.roleArn())
        .eventBusName(rule.bus())
        .createdBy(rule.createdBy())
        .build();
  }

  private ListRulesResponse list(Caller caller, ListRulesRequest request) {
    var bus = buses.forCaller(caller, request.eventBusName(), "events:ListRules");
    var prefix = Optional.ofNullable(request.namePrefix()).orElse("");
    var named =
        rules.of(bus.place(), bus.name()).stream()
            .filter(rule -> rule.name().startsWith(prefix))
            .toList();
    var page = Page.of(named, BusRule::name, request.limit(), request.nextToken());
    return ListRulesResponse.builder()
        .rules(page.items().stream().map(RuleOperations::listed).toList())
        .nextToken(page.nextToken())
        .build();
  }

  private static Rule listed(BusRule rule) {
    return Rule.builder()
        .name(rule.name())
        .arn(rule.arn())
        .eventPattern(rule.pattern())
        .scheduleExpression(rule.schedule())
        .state(rule.state())
        .description(rule.description())
        .roleArn(rule.roleArn())
        .eventBusName(rule.bus())
        .build();
  }

  private EnableRuleResponse enable(Caller caller, EnableRuleRequest request) {
    setState(caller, request.eventBusName(), request.name(), BusRule.ENABLED, "events:EnableRule");
    return EnableRuleResponse.builder().build();
  }

  private DisableRuleResponse disable(Caller caller, DisableRuleRequest request) {
    setState(caller, request.eventBusName(), request.name(), "DISABLED", "events:DisableRule");
    return DisableRuleResponse.builder().build();
  }

  private void setState(
      Caller caller, @Nullable String busName, String name, String state, String action) {
    var bus = buses.forCaller(caller, busName, action);
    long now = clock.millis();
    var changed = rules.update(bus.place(), bus.name(), name, rule -> rule.inState(state, now));
    schedules.changed(changed);
  }

  private DeleteRuleResponse delete(Caller caller, DeleteRuleRequest request) {
    var bus = buses.forCaller(caller, request.eventBusName(), "events:DeleteRule");
    // Deleting what is not there succeeds.
    rules.find(bus.place(), bus.name(), request.name()).ifPresent(this::remove);
    return DeleteRuleResponse.builder().build();
  }

  private void remove(BusRule rule) {
    if (!rule.targets().isEmpty()) {
      throw AwsError.validation("Rule can't be deleted since it has targets.");
    }
    rules.remove(rule);
    schedules.changed(rule);
  }
}
