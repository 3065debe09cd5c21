package dev.signalbox.local.elb;

import dev.signalbox.local.api.Certificates;
import dev.signalbox.local.api.Clock;
import dev.signalbox.local.api.LoadBalancers;
import dev.signalbox.local.api.Metrics;
import dev.signalbox.local.api.Objects;
import dev.signalbox.local.api.Place;
import dev.signalbox.local.api.Resources;
import dev.signalbox.local.api.Service;
import dev.signalbox.local.api.Store;
import dev.signalbox.local.api.Table;
import dev.signalbox.local.elb.BalancingResources.Declared;
import dev.signalbox.local.elb.route.Course;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Action;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetGroup;

/** Elastic Load Balancing with application load balancers. */
public final class LoadBalancing implements LoadBalancers, AutoCloseable {
  private final Estate estate;
  private final Plane plane;
  private final HostCounts hosts;
  private final AccessLogs logs;
  private final Table<Declared> declared;
  private final BalancerOperations balancers;
  private final ListenerOperations listeners;
  private final RuleOperations rules;
  private final GroupOperations groups;

  public LoadBalancing(
      Store store, Clock clock, Metrics metrics, Objects objects, Certificates certificates) {
    Encryptions encryptions = new Encryptions(certificates);
    estate = new Estate(store);
    declared = store.table("elb/declared", Declared.class);
    logs = new AccessLogs(estate, objects, clock, store.directory("elb-logs"));
    RequestMetrics requests = new RequestMetrics(metrics);
    plane =
        new Plane(
            estate,
            store,
            clock,
            (listener, served) -> {
              requests.served(listener, served);
              logs.served(listener, served);
            },
            encryptions);
    hosts = new HostCounts(estate, plane, metrics, clock);
    balancers = new BalancerOperations(estate, plane, clock);
    listeners = new ListenerOperations(estate, plane, encryptions);
    rules = new RuleOperations(estate, plane);
    groups = new GroupOperations(estate, plane);
  }

  /** Listeners that were there before listen again. */
  public void start() {
    plane.start();
    hosts.start();
    logs.start();
  }

  public Service api() {
    Service service = new Service("elasticloadbalancing");
    balancers.addTo(service);
    listeners.addTo(service);
    rules.addTo(service);
    groups.addTo(service);
    new TargetOperations(estate, plane).addTo(service);
    new AttributeOperations(estate, plane, logs).addTo(service);
    new TagOperations(estate).addTo(service);
    return service.checked(Ownership::check);
  }

  /** Load balancers, listeners, rules and target groups. */
  public Resources resources() {
    return new BalancingResources(
        estate,
        new BalancingResources.Operations(
            balancers, listeners, rules, groups, new AttributeOperations(estate, plane, logs)),
        declared);
  }

  @Override
  public void register(String targetGroupArn, Target target) {
    plane.register(estate.group(targetGroupArn).targetGroupArn(), target);
  }

  @Override
  public void deregister(String targetGroupArn, Target target, Runnable drained) {
    plane.deregister(estate.group(targetGroupArn).targetGroupArn(), target, drained);
  }

  @Override
  public Health health(String targetGroupArn, Target target) {
    return plane.pool(estate.group(targetGroupArn).targetGroupArn()).health(target);
  }

  @Override
  public List<Target> targets(String targetGroupArn) {
    return plane.pool(estate.group(targetGroupArn).targetGroupArn()).registered();
  }

  @Override
  public Optional<String> targetGroup(Place place, String name) {
    return estate.groupNamed(place, name).map(TargetGroup::targetGroupArn);
  }

  @Override
  public boolean exists(String listenerOrRuleArn) {
    return estate.listeners().get(listenerOrRuleArn).isPresent()
        || estate.rules().get(listenerOrRuleArn).isPresent();
  }

  @Override
  public Map<String, Integer> weights(String listenerOrRuleArn) {
    List<Action> actions =
        isRule(listenerOrRuleArn)
            ? estate.rule(listenerOrRuleArn).actions()
            : estate.listener(listenerOrRuleArn).defaultActions();
    return Course.weights(actions);
  }

  @Override
  public void weigh(String listenerOrRuleArn, Map<String, Integer> weights) {
    if (isRule(listenerOrRuleArn)) {
      rules.weigh(listenerOrRuleArn, weights);
    } else {
      listeners.weigh(listenerOrRuleArn, weights);
    }
  }

  private static boolean isRule(String arn) {
    return arn.contains(":listener-rule/");
  }

  @Override
  public long requests(String targetGroupArn) {
    return plane.pool(estate.group(targetGroupArn).targetGroupArn()).requests();
  }

  @Override
  public void close() {
    plane.close();
    logs.flush();
  }
}
