package dev.signalbox.local.events;

import dev.signalbox.local.api.Arn;
import dev.signalbox.local.api.AwsError;
import dev.signalbox.local.api.Caller;
import dev.signalbox.local.api.Service;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Set;
import software.amazon.awssdk.services.eventbridge.model.ListRuleNamesByTargetRequest;
import software.amazon.awssdk.services.eventbridge.model.ListRuleNamesByTargetResponse;
import software.amazon.awssdk.services.eventbridge.model.ListTargetsByRuleRequest;
import software.amazon.awssdk.services.eventbridge.model.ListTargetsByRuleResponse;
import software.amazon.awssdk.services.eventbridge.model.PutTargetsRequest;
import software.amazon.awssdk.services.eventbridge.model.PutTargetsResponse;
import software.amazon.awssdk.services.eventbridge.model.RemoveTargetsRequest;
import software.amazon.awssdk.services.eventbridge.model.RemoveTargetsResponse;
import software.amazon.awssdk.services.eventbridge.model.Target;

/** The operations on the targets of rules. */
final class TargetOperations {
  private static final int MOST_TARGETS = 5;
  // What a rule may reach in another account without that account's bus.
  private static final Set<String> ACROSS_ACCOUNTS =
      Set.of("lambda", "sqs", "sns", "kinesis", "execute-api", "events");

  private final Buses buses;
  private final Rules rules;

  TargetOperations(Buses buses, Rules rules) {
    this.buses = buses;
    this.rules = rules;
  }

  void addTo(Service service) {
    service
        .on("PutTargets", PutTargetsRequest::builder, this::put)
        .on("RemoveTargets", RemoveTargetsRequest::builder, this::remove)
        .on("ListTargetsByRule", ListTargetsByRuleRequest::builder, this::list)
        .on("ListRuleNamesByTarget", ListRuleNamesByTargetRequest::builder, this::ruleNames);
  }

  PutTargetsResponse put(Caller caller, PutTargetsRequest request) {
    var bus = buses.forCaller(caller, request.eventBusName(), "events:PutTargets");
    rules.get(bus.place(), bus.name(), request.rule());
    request.targets().forEach(target -> check(bus, target));
    rules.update(bus.place(), bus.name(), request.rule(), rule -> rule.with(merged(rule, request)));
    return PutTargetsResponse.builder().failedEntryCount(0).failedEntries(List.of()).build();
  }

  /** Makes these the rule's only targets. */
  void replace(Caller caller, PutTargetsRequest request) {
    var bus = buses.forCaller(caller, request.eventBusName(), "events:PutTargets");
    request.targets().forEach(target -> check(bus, target));
    rules.update(
        bus.place(),
        bus.name(),
        request.rule(),
        rule -> rule.with(merged(rule.with(List.<Target>of()), request)));
  }

  private static List<Target> merged(BusRule rule, PutTargetsRequest request) {
    var targets = new LinkedHashMap<String, Target>();
    rule.sdkTargets().forEach(target -> targets.put(target.id(), target));
    request.targets().forEach(target -> targets.put(target.id(), target));
    if (targets.size() > MOST_TARGETS) {
      throw AwsError.of(
          "LimitExceededException", "The requested resource exceeds the maximum number allowed.");
    }
    return new ArrayList<>(targets.values());
  }

  private static void check(Bus bus, Target target) {
    var arn =
        Arn.parse(target.arn())
            .orElseThrow(() ->
                AwsError.validation(
                    "Parameter %s is not valid. Reason: Provided Arn is not in correct format."
                        .formatted(target.arn())));
    if (!arn.account().equals(bus.place().account()) && !ACROSS_ACCOUNTS.contains(arn.service())) {
      throw AwsError.validation("Adding cross-account target is not permitted.");
    }
    if (arn.service().equals("codepipeline") && target.roleArn() == null) {
      throw AwsError.validation("RoleArn is required for target " + target.arn() + ".");
    }
    if (arn.service().equals("sqs")
        && arn.resource().endsWith(".fifo")
        && target.sqsParameters() == null) {
      throw AwsError.validation(
          "Parameter(s) SqsParameters must be specified for target: " + target.id() + ".");
    }
    if (arn.service().equals("events")
        && (target.input() != null
            || target.inputPath() != null
            || target.inputTransformer() != null)) {
      throw AwsError.validation(
          "Modifying the input for target " + target.id() + " is not supported.");
    }
    new TargetInput(target).check();
  }

  private RemoveTargetsResponse remove(Caller caller, RemoveTargetsRequest request) {
    var bus = buses.forCaller(caller, request.eventBusName(), "events:RemoveTargets");
    rules.update(
        bus.place(),
        bus.name(),
        request.rule(),
        rule ->
            rule.with(
                rule.sdkTargets().stream()
                    .filter(target -> !request.ids().contains(target.id()))
                    .toList()));
    return RemoveTargetsResponse.builder().failedEntryCount(0).failedEntries(List.of()).build();
  }

  private ListTargetsByRuleResponse list(Caller caller, ListTargetsByRuleRequest request) {
    var bus = buses.forCaller(caller, request.eventBusName(), "events:ListTargetsByRule");
    var rule = rules.get(bus.place(), bus.name(), request.rule());
    var page =
        Page.of(
            rule.sdkTargets().stream().sorted(Comparator.comparing(Target::id)).toList(),
            Target::id,
            request.limit(),
            request.nextToken());
    return ListTargetsByRuleResponse.builder()
        .targets(page.items())
        .nextToken(page.nextToken())
        .build();
  }

  private ListRuleNamesByTargetResponse ruleNames(
      Caller caller, ListRuleNamesByTargetRequest request) {
    var bus = buses.forCaller(caller, request.eventBusName(), "events:ListRuleNamesByTarget");
    var names =
        rules.of(bus.place(), bus.name()).stream()
            .filter(rule ->
                rule.sdkTargets().stream()
                    .anyMatch(target -> target.arn().equals(request.targetArn())))
            .map(BusRule::name)
            .toList();
    var page = Page.of(names, name -> name, request.limit(), request.nextToken());
    return ListRuleNamesByTargetResponse.builder()
        .ruleNames(page.items())
        .nextToken(page.nextToken())
        .build();
  }
}
