package dev.signalbox.aws.gate.check;

import dev.signalbox.aws.client.Connection;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.elasticloadbalancingv2.ElasticLoadBalancingV2Client;

/** The services of AWS that are measured; a client is built when it is first needed. */
public final class Services {
  private final Supplier<ElasticLoadBalancingV2Client> loadBalancers;
  private final Supplier<EcsClient> ecs;

  public Services(Connection connection) {
    loadBalancers = once(() -> connection.client(ElasticLoadBalancingV2Client.builder()));
    ecs = once(() -> connection.client(EcsClient.builder()));
  }

  Services(Supplier<ElasticLoadBalancingV2Client> loadBalancers, Supplier<EcsClient> ecs) {
    this.loadBalancers = loadBalancers;
    this.ecs = ecs;
  }

  private static <T> Supplier<T> once(Supplier<T> build) {
    return new Supplier<>() {
      private @Nullable T built;

      @Override
      public synchronized T get() {
        T known = built;
        if (known == null) {
          known = build.get();
          built = known;
        }
        return known;
      }
    };
  }

  ElasticLoadBalancingV2Client loadBalancers() {
    return loadBalancers.get();
  }

  EcsClient ecs() {
    return ecs.get();
  }
}
