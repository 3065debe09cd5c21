package dev.signalbox.aws.gate.check;

import dev.signalbox.aws.client.Connection;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.codedeploy.CodeDeployClient;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.elasticloadbalancingv2.ElasticLoadBalancingV2Client;

/** The services of AWS that are measured; a client is built when it is first needed. */
public final class Services {
  private final Supplier<ElasticLoadBalancingV2Client> loadBalancers;
  private final Supplier<EcsClient> ecs;
  private final Supplier<CloudWatchClient> cloudWatch;
  private final Supplier<CodeDeployClient> codeDeploy;

  public Services(Connection connection) {
    loadBalancers = once(() -> connection.client(ElasticLoadBalancingV2Client.builder()));
    ecs = once(() -> connection.client(EcsClient.builder()));
    cloudWatch = once(() -> connection.client(CloudWatchClient.builder()));
    codeDeploy = once(() -> connection.client(CodeDeployClient.builder()));
  }

  Services(
      Supplier<ElasticLoadBalancingV2Client> loadBalancers,
      Supplier<EcsClient> ecs,
      Supplier<CloudWatchClient> cloudWatch,
      Supplier<CodeDeployClient> codeDeploy) {
    this.loadBalancers = loadBalancers;
    this.ecs = ecs;
    this.cloudWatch = cloudWatch;
    this.codeDeploy = codeDeploy;
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

  CloudWatchClient cloudWatch() {
    return cloudWatch.get();
  }

  CodeDeployClient codeDeploy() {
    return codeDeploy.get();
  }
}
