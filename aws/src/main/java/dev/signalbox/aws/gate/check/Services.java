package dev.signalbox.aws.gate.check;

import dev.signalbox.aws.client.Connection;
import dev.signalbox.aws.client.Once;
import java.util.function.Supplier;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.codedeploy.CodeDeployClient;
import software.amazon.awssdk.services.ecr.EcrClient;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.elasticloadbalancingv2.ElasticLoadBalancingV2Client;
import software.amazon.awssdk.services.lambda.LambdaClient;

/** The services of AWS that are measured; a client is built when it is first needed. */
public final class Services {
  private final Supplier<ElasticLoadBalancingV2Client> loadBalancers;
  private final Supplier<EcsClient> ecs;
  private final Supplier<CloudWatchClient> cloudWatch;
  private final Supplier<CodeDeployClient> codeDeploy;
  private final Supplier<CloudWatchLogsClient> logs;
  private final Supplier<EcrClient> ecr;
  private final Supplier<LambdaClient> lambda;

  public Services(Connection connection) {
    this(connection, () -> connection.client(ElasticLoadBalancingV2Client.builder()));
  }

  Services(Connection connection, Supplier<ElasticLoadBalancingV2Client> loadBalancers) {
    this.loadBalancers = new Once<>(loadBalancers);
    ecs = new Once<>(() -> connection.client(EcsClient.builder()));
    cloudWatch = new Once<>(() -> connection.client(CloudWatchClient.builder()));
    codeDeploy = new Once<>(() -> connection.client(CodeDeployClient.builder()));
    logs = new Once<>(() -> connection.client(CloudWatchLogsClient.builder()));
    ecr = new Once<>(() -> connection.client(EcrClient.builder()));
    lambda = new Once<>(() -> connection.client(LambdaClient.builder()));
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

  CloudWatchLogsClient logs() {
    return logs.get();
  }

  EcrClient ecr() {
    return ecr.get();
  }

  LambdaClient lambda() {
    return lambda.get();
  }
}
