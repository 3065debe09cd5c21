package dev.signalbox.local.elb;

import dev.signalbox.local.api.AwsError;
import dev.signalbox.local.api.Clock;
import dev.signalbox.local.api.LoadBalancers.Target;
import dev.signalbox.local.api.Store;
import dev.signalbox.local.api.Table;
import dev.signalbox.local.elb.http.Encrypting;
import dev.signalbox.local.elb.pool.Pool;
import dev.signalbox.local.elb.proxy.Listening;
import dev.signalbox.local.elb.proxy.Reception;
import dev.signalbox.local.elb.proxy.Relay;
import dev.signalbox.local.elb.proxy.Served;
import dev.signalbox.local.elb.proxy.Visits;
import dev.signalbox.local.elb.proxy.Way;
import dev.signalbox.local.elb.route.Routing;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Listener;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.LoadBalancer;

/** What really listens, forwards and asks targets how they are, for what the estate says. */
final class Plane implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Plane.class);

  private record Registered(String group, String host, int port) {}

  /** Is told of every request a listener has dealt with. */
  interface Meter {
    void served(Listener listener, Served request);
  }

  private final Estate estate;
  private final Clock clock;
  private final Meter meter;
  private final Encryptions encryptions;
  private final Table<Registered> registered;
  private final Map<String, Pool> pools = new ConcurrentHashMap<>();
  private final Map<String, Pool.Setting> settings = new ConcurrentHashMap<>();
  private final Map<String, Routing> routings = new ConcurrentHashMap<>();
  private final Map<String, Encrypting> encrypting = new ConcurrentHashMap<>();
  private final Map<String, Listening> listening = new ConcurrentHashMap<>();

  Plane(Estate estate, Store store, Clock clock, Meter meter, Encryptions encryptions) {
    this.encryptions = encryptions;
    this.estate = estate;
    this.clock = clock;
    this.meter = meter;
    this.registered = store.table("elb/targets", Registered.class);
  }

  /** Brings to life what was stored. */
  void start() {
    estate.groups().startingWith("").forEach(it -> configured(it.targetGroupArn()));
    registered.all().forEach(it -> pool(it.group()).register(new Target(it.host(), it.port())));
    estate.listeners().startingWith("").forEach(this::listenAgain);
  }

  private void listenAgain(Listener listener) {
    try {
      listen(listener);
    } catch (AwsError e) {
      LOG.warn("{} does not listen: {}", listener.listenerArn(), e.getMessage());
    }
  }

  Pool pool(String group) {
    return pools.computeIfAbsent(group, _ -> new Pool(clock, () -> setting(group)));
  }

  private Pool.Setting setting(String group) {
    return settings.computeIfAbsent(group, this::read);
  }

  private Pool.Setting read(String group) {
    return new GroupSetting(
            estate.group(group),
            estate.groups().attributes(group).orElse(Map.of()),
            !estate.balancersOf(group).isEmpty())
        .setting();
  }

  /** The group, or whether anything forwards to it, may have changed. */
  synchronized void configured(String group) {
    Pool.Setting now = read(group);
    Pool.Setting before = settings.put(group, now);
    if (!now.equals(before)) {
      pool(group).settingChanged();
    }
  }

  void register(String group, Target target) {
    registered.put(key(group, target), new Registered(group, target.host(), target.port()));
    pool(group).register(target);
  }

  void deregister(String group, Target target, Runnable drained) {
    registered.remove(key(group, target));
    pool(group).deregister(target, drained);
  }

  private static String key(String group, Target target) {
    return group + " " + target.host() + ":" + target.port();
  }

  void forget(String group) {
    pool(group).registered().forEach(it -> registered.remove(key(group, it)));
    pool(group).close();
    pools.remove(group);
    settings.remove(group);
  }

  private Routing routing(Listener listener) {
    return new Routing(listener.defaultActions(), estate.rulesOf(listener.listenerArn()));
  }

  /** What a listener or one of its rules says has changed. */
  synchronized void routed(Listener listener) {
    String arn = listener.listenerArn();
    routings.put(arn, routing(listener));
    groupsBeside(listener);
  }

  /**
   * Listens where the listener says, no longer where it said before.
   *
   * @throws AwsError where nothing can listen there
   */
  void listen(Listener listener) {
    String arn = listener.listenerArn();
    LoadBalancer balancer = estate.balancer(listener.loadBalancerArn());
    routings.put(arn, routing(listener));
    encrypted(listener);
    InetSocketAddress address = new InetSocketAddress(balancer.dnsName(), listener.port());
    try {
      Listening opened = Listening.at(address, reception(listener));
      Listening before = listening.put(arn, opened);
      if (before != null) {
        before.close();
      }
    } catch (IOException e) {
      throw AwsError.of(
          "InvalidConfigurationRequest",
          "signalbox local cannot listen on "
              + balancer.dnsName()
              + ":"
              + listener.port()
              + ": "
              + e.getMessage()
              + (listener.port() < 1024 ? ". Choose a port from 1024 on" : ""));
    }
    routed(listener);
  }

  private Reception reception(Listener listener) {
    String arn = listener.listenerArn();
    Supplier<Routing> routing = () -> routings.getOrDefault(arn, EMPTY);
    return Estate.isNetwork(arn)
        ? new Relay(() -> routing.get().nextGroup(), this::pool)
        : new Visits(
            new Way(
                routing,
                this::pool,
                () -> Optional.ofNullable(encrypting.get(arn)),
                () -> idleTimeout(listener.loadBalancerArn()),
                served -> meter.served(listener, served)));
  }

  /** From now on new connections are encrypted as the listener says, or not. */
  void encrypted(Listener listener) {
    encryptions
        .of(listener)
        .ifPresentOrElse(
            it -> encrypting.put(listener.listenerArn(), it),
            () -> encrypting.remove(listener.listenerArn()));
  }

  private static final Routing EMPTY = new Routing(java.util.List.of(), java.util.List.of());

  private Duration idleTimeout(String balancer) {
    return Duration.ofSeconds(
        Long.parseLong(
            estate
                .balancers()
                .attributes(balancer)
                .orElse(Map.of())
                .getOrDefault("idle_timeout.timeout_seconds", "60")));
  }

  synchronized void stop(Listener listener) {
    Listening stopped = listening.remove(listener.listenerArn());
    if (stopped != null) {
      stopped.close();
    }
    routings.remove(listener.listenerArn());
    encrypting.remove(listener.listenerArn());
    groupsBeside(listener);
  }

  private void groupsBeside(Listener listener) {
    String arn = listener.listenerArn();
    estate
        .groups()
        .startingWith(arn.substring(0, arn.indexOf("listener/")))
        .forEach(it -> configured(it.targetGroupArn()));
  }

  @Override
  public void close() {
    listening.values().forEach(Listening::close);
    pools.values().forEach(Pool::close);
  }
}
