package dev.signalbox.local.elb;

import dev.signalbox.local.api.AwsError;
import dev.signalbox.local.api.Caller;
import dev.signalbox.local.api.Paging.Page;
import dev.signalbox.local.api.Service;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.CreateRuleRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.CreateRuleResponse;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DeleteRuleRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DeleteRuleResponse;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DescribeRulesRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DescribeRulesResponse;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Listener;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ModifyRuleRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ModifyRuleResponse;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Rule;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.RulePriorityPair;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.SetRulePrioritiesRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.SetRulePrioritiesResponse;

/** The operations on the rules of listeners. */
final class RuleOperations {
  private final Estate estate;
  private final Plane plane;
  private final Actions actions;

  RuleOperations(Estate estate, Plane plane) {
    this.estate = estate;
    this.plane = plane;
    this.actions = new Actions(estate);
  }

  void addTo(Service service) {
    service
        .on("CreateRule", CreateRuleRequest::builder, this::create)
        .on("DescribeRules", DescribeRulesRequest::builder, this::describe)
        .on("ModifyRule", ModifyRuleRequest::builder, this::modify)
        .on("SetRulePriorities", SetRulePrioritiesRequest::builder, this::prioritise)
        .on("DeleteRule", DeleteRuleRequest::builder, this::delete);
  }

  private CreateRuleResponse create(Caller caller, CreateRuleRequest request) {
    return CreateRuleResponse.builder().rules(made(request)).build();
  }

  synchronized Rule made(CreateRuleRequest request) {
    Listener listener = estate.listener(request.listenerArn());
    if (Estate.isNetwork(listener.listenerArn())) {
      throw AwsError.of(
          "UnsupportedOperation", "Listeners of network load balancers have no rules");
    }
    if (!request.transforms().isEmpty()) {
      throw AwsError.notImplemented("elasticloadbalancing", "transforms of rules");
    }
    String priority = String.valueOf(request.priority());
    checkFree(listener.listenerArn(), priority, Set.of());
    RuleConditions.check(request.conditions());
    Rule rule =
        Rule.builder()
            .ruleArn(
                listener.listenerArn().replace(":listener/", ":listener-rule/") + "/" + Estate.id())
            .priority(priority)
            .conditions(RuleConditions.described(request.conditions()))
            .actions(actions.checked(request.actions(), listener.loadBalancerArn()))
            .isDefault(false)
            .build();
    keep(rule, listener);
    Tags.put(estate.rules(), rule.ruleArn(), request.tags());
    return rule;
  }

  private void keep(Rule rule, Listener listener) {
    estate.rules().put(rule.ruleArn(), rule);
    plane.routed(listener);
  }

  private void checkFree(String listener, String priority, Set<String> except) {
    boolean taken =
        estate.rulesOf(listener).stream()
            .anyMatch(it -> it.priority().equals(priority) && !except.contains(it.ruleArn()));
    if (taken) {
      throw AwsError.of("PriorityInUse", "Priority '" + priority + "' is currently in use");
    }
  }

  private DescribeRulesResponse describe(Caller caller, DescribeRulesRequest request) {
    if ((request.listenerArn() == null) == request.ruleArns().isEmpty()) {
      throw AwsError.of("ValidationError", "You must specify either a listener ARN or rule ARNs");
    }
    List<Rule> asked =
        request.ruleArns().isEmpty()
            ? withDefault(estate.listener(request.listenerArn()))
            : request.ruleArns().stream().map(this::ruleOrDefault).toList();
    Page<Rule> page = BalancerOperations.PAGES.page(asked, request.pageSize(), request.marker());
    return DescribeRulesResponse.builder().rules(page.items()).nextMarker(page.next()).build();
  }

  private List<Rule> withDefault(Listener listener) {
    List<Rule> rules = new ArrayList<>(estate.rulesOf(listener.listenerArn()));
    rules.sort(Comparator.comparingInt(it -> Integer.parseInt(it.priority())));
    rules.add(byDefault(listener));
    return rules;
  }

  /** The ARN of the rule that stands for a listener's default actions. */
  static String defaultRule(String listenerArn) {
    String id = listenerArn.substring(listenerArn.lastIndexOf('/') + 1);
    return listenerArn.replace(":listener/", ":listener-rule/")
        + "/"
        + new StringBuilder(id).reverse();
  }

  private static Rule byDefault(Listener listener) {
    return Rule.builder()
        .ruleArn(defaultRule(listener.listenerArn()))
        .priority("default")
        .conditions(List.of())
        .actions(listener.defaultActions())
        .isDefault(true)
        .build();
  }

  private Rule ruleOrDefault(String arn) {
    return estate
        .listeners()
        .get(Estate.listenerOf(arn))
        .filter(it -> defaultRule(it.listenerArn()).equals(arn))
        .map(RuleOperations::byDefault)
        .orElseGet(() -> estate.rule(arn));
  }

  private ModifyRuleResponse modify(Caller caller, ModifyRuleRequest request) {
    return ModifyRuleResponse.builder().rules(modified(request)).build();
  }

  synchronized Rule modified(ModifyRuleRequest request) {
    Rule before = ruleOrDefault(request.ruleArn());
    if (before.isDefault()) {
      throw AwsError.of(
          "OperationNotPermitted", "Default rule '" + before.ruleArn() + "' cannot be modified");
    }
    if (!request.transforms().isEmpty()) {
      throw AwsError.notImplemented("elasticloadbalancing", "transforms of rules");
    }
    Listener listener = estate.listener(Estate.listenerOf(before.ruleArn()));
    Rule.Builder after = before.toBuilder();
    if (!request.conditions().isEmpty()) {
      RuleConditions.check(request.conditions());
      after.conditions(RuleConditions.described(request.conditions()));
    }
    if (!request.actions().isEmpty()) {
      after.actions(actions.checked(request.actions(), listener.loadBalancerArn()));
    }
    keep(after.build(), listener);
    return after.build();
  }

  /** What {@link dev.signalbox.local.api.LoadBalancers#weigh} does to a rule. */
  synchronized void weigh(String arn, Map<String, Integer> weights) {
    Rule before = estate.rule(arn);
    Listener listener = estate.listener(Estate.listenerOf(arn));
    keep(
        before.toBuilder().actions(actions.forward(weights, listener.loadBalancerArn())).build(),
        listener);
  }

  private synchronized SetRulePrioritiesResponse prioritise(
      Caller caller, SetRulePrioritiesRequest request) {
    Set<String> moved = new HashSet<>();
    request.rulePriorities().forEach(it -> moved.add(estate.rule(it.ruleArn()).ruleArn()));
    List<Rule> after = new ArrayList<>();
    for (RulePriorityPair pair : request.rulePriorities()) {
      String priority = String.valueOf(pair.priority());
      checkFree(Estate.listenerOf(pair.ruleArn()), priority, moved);
      after.add(estate.rule(pair.ruleArn()).toBuilder().priority(priority).build());
    }
    if (after.stream().map(Rule::priority).distinct().count() < after.size()) {
      throw AwsError.of("PriorityInUse", "Two rules cannot have the same priority");
    }
    after.forEach(it -> estate.rules().put(it.ruleArn(), it));
    after.forEach(it -> plane.routed(estate.listener(Estate.listenerOf(it.ruleArn()))));
    return SetRulePrioritiesResponse.builder().rules(after).build();
  }

  private synchronized DeleteRuleResponse delete(Caller caller, DeleteRuleRequest request) {
    Rule rule = ruleOrDefault(request.ruleArn());
    if (rule.isDefault()) {
      throw AwsError.of(
          "OperationNotPermitted", "Default rule '" + rule.ruleArn() + "' cannot be deleted");
    }
    estate.rules().remove(rule.ruleArn());
    plane.routed(estate.listener(Estate.listenerOf(rule.ruleArn())));
    return DeleteRuleResponse.builder().build();
  }
}
