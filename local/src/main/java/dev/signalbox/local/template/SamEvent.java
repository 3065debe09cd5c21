package dev.signalbox.local.template;

import dev.signalbox.local.template.Yaml.Mark;
import java.util.Optional;

/** One event source of a function: the rule or schedule that calls it. */
final class SamEvent {
  private static final String EVENTS = "events.amazonaws.com";

  private final SamFunction function;
  private final String name;
  private final String id;
  private final Yaml.Mapping event;
  private final Yaml.Mapping properties;
  private final Mark at;

  SamEvent(SamFunction function, String name, Yaml.Mapping event, Mark at) {
    this.function = function;
    this.name = name;
    this.id = function.id() + name;
    this.event = event;
    this.properties = event.mapping("Properties");
    this.at = at;
  }

  void addTo(Sam sam) {
    switch (event.text("Type").orElse("")) {
      case "EventBridgeRule", "CloudWatchEvent" -> addRule(sam, byPattern());
      case "Schedule" -> addRule(sam, bySchedule());
      case "ScheduleV2" -> addSchedule(sam);
      case String type ->
          function
              .findings()
              .warning(
                  at,
                  "%s: event source %s of type '%s' is not supported here: left out"
                      .formatted(function.id(), name, type));
    }
  }

  private Yaml.Mapping byPattern() {
    var rule = properties.only("EventBusName", "State");
    rule = copied(rule, "Pattern", "EventPattern");
    return copied(rule, "RuleName", "Name");
  }

  private Yaml.Mapping bySchedule() {
    var rule = properties.only("Name", "Description", "State");
    var state = properties.text("Enabled").map(it -> it.equals("false") ? "DISABLED" : "ENABLED");
    if (state.isPresent()) {
      rule = rule.with("State", Yaml.text(state.get(), at));
    }
    return copied(rule, "Schedule", "ScheduleExpression");
  }

  private Yaml.Mapping copied(Yaml.Mapping to, String from, String as) {
    return properties.get(from).map(value -> to.with(as, value)).orElse(to);
  }

  private void addRule(Sam sam, Yaml.Mapping rule) {
    var target =
        properties
            .only("Input", "InputPath", "InputTransformer", "RetryPolicy")
            .with("Arn", function.target(sam, at))
            .with(
                "Id",
                properties
                    .mapping("Target")
                    .get("Id")
                    .orElseGet(() -> Yaml.text(id + "LambdaTarget", at)));
    var queue = deadLetterQueue(sam, "AWS::Events::Rule");
    if (queue.isPresent()) {
      target = target.with("DeadLetterConfig", Yaml.mapping(at, "Arn", queue.get()));
    }
    function.add(sam, id, "AWS::Events::Rule", rule.with("Targets", Yaml.sequence(at, target)), at);
    function.add(sam, id + "Permission", "AWS::Lambda::Permission", permission(sam), at);
  }

  private Yaml.Mapping permission(Sam sam) {
    return Yaml.mapping(at, "Action", Yaml.text("lambda:InvokeFunction", at))
        .with("FunctionName", function.target(sam, at))
        .with("Principal", Yaml.text(EVENTS, at))
        .with("SourceArn", Yaml.getAtt(id, "Arn", at));
  }

  private void addSchedule(Sam sam) {
    var target =
        properties
            .only("Input", "RetryPolicy")
            .with("Arn", function.target(sam, at))
            .with(
                "RoleArn",
                properties
                    .get("RoleArn")
                    .orElseGet(() ->
                        Yaml.mapping(
                            at,
                            "Fn::Sub",
                            Yaml.text("arn:${AWS::Partition}:iam::${AWS::AccountId}:root", at))));
    var queue = deadLetterQueue(sam, "AWS::Scheduler::Schedule");
    if (queue.isPresent()) {
      target = target.with("DeadLetterConfig", Yaml.mapping(at, "Arn", queue.get()));
    }
    var schedule =
        properties
            .without("Input", "RetryPolicy", "RoleArn", "DeadLetterConfig", "OmitName")
            .with("Target", target);
    if (schedule.get("FlexibleTimeWindow").isEmpty()) {
      schedule =
          schedule.with("FlexibleTimeWindow", Yaml.mapping(at, "Mode", Yaml.text("OFF", at)));
    }
    if (schedule.get("Name").isEmpty()) {
      schedule = schedule.with("Name", Yaml.text(id, at));
    }
    function.add(sam, id, "AWS::Scheduler::Schedule", schedule, at);
  }

  /** The queue that is named, or one made for the purpose. */
  private Optional<Yaml> deadLetterQueue(Sam sam, String ruleType) {
    if (properties.get("DeadLetterConfig").isEmpty()) {
      return Optional.empty();
    }
    var config = properties.mapping("DeadLetterConfig");
    if (config.get("Arn").isPresent()) {
      return config.get("Arn");
    }
    var queue = config.text("QueueLogicalId").orElse(id + "Queue");
    function.add(sam, queue, "AWS::SQS::Queue", Yaml.empty(at), at);
    if (ruleType.equals("AWS::Events::Rule")) {
      function.add(sam, id + "QueuePolicy", "AWS::SQS::QueuePolicy", queuePolicy(queue), at);
    }
    return Optional.of(Yaml.getAtt(queue, "Arn", at));
  }

  private Yaml.Mapping queuePolicy(String queue) {
    var statement =
        Yaml.mapping(at, "Effect", Yaml.text("Allow", at))
            .with("Action", Yaml.text("sqs:SendMessage", at))
            .with("Resource", Yaml.getAtt(queue, "Arn", at))
            .with("Principal", Yaml.mapping(at, "Service", Yaml.text(EVENTS, at)))
            .with(
                "Condition",
                Yaml.mapping(
                    at,
                    "ArnEquals",
                    Yaml.mapping(at, "aws:SourceArn", Yaml.getAtt(id, "Arn", at))));
    return Yaml.mapping(
            at,
            "PolicyDocument",
            Yaml.mapping(at, "Version", Yaml.text("2012-10-17", at))
                .with("Statement", Yaml.sequence(at, statement)))
        .with("Queues", Yaml.sequence(at, Yaml.ref(queue, at)));
  }
}
