package dev.signalbox.local.template;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.signalbox.local.api.Place;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;

/**
 * The physical names of a stack's resources. A name made up is the same at every deployment, so
 * that deploying again finds what is there.
 */
record PhysicalNames(Place place, String stack) {
  private static final int LONGEST = 63;
  private static final int SUFFIX = 12;
  private static final Map<String, String> NAME_PROPERTIES =
      Map.ofEntries(
          Map.entry("AWS::CodeBuild::Project", "Name"),
          Map.entry("AWS::CodeCommit::Repository", "RepositoryName"),
          Map.entry("AWS::CodeDeploy::Application", "ApplicationName"),
          Map.entry("AWS::CodeDeploy::DeploymentConfig", "DeploymentConfigName"),
          Map.entry("AWS::CodeDeploy::DeploymentGroup", "DeploymentGroupName"),
          Map.entry("AWS::CodePipeline::Pipeline", "Name"),
          Map.entry("AWS::DynamoDB::Table", "TableName"),
          Map.entry("AWS::ECR::Repository", "RepositoryName"),
          Map.entry("AWS::ECS::Cluster", "ClusterName"),
          Map.entry("AWS::ECS::Service", "ServiceName"),
          Map.entry("AWS::ElasticLoadBalancingV2::LoadBalancer", "Name"),
          Map.entry("AWS::ElasticLoadBalancingV2::TargetGroup", "Name"),
          Map.entry("AWS::Events::EventBus", "Name"),
          Map.entry("AWS::Events::Rule", "Name"),
          Map.entry("AWS::IAM::Role", "RoleName"),
          Map.entry("AWS::IAM::ServerCertificate", "ServerCertificateName"),
          Map.entry("AWS::Lambda::Function", "FunctionName"),
          Map.entry("AWS::Logs::LogGroup", "LogGroupName"),
          Map.entry("AWS::S3::Bucket", "BucketName"),
          Map.entry("AWS::SNS::Topic", "TopicName"),
          Map.entry("AWS::SQS::Queue", "QueueName"),
          Map.entry("AWS::SSM::Parameter", "Name"),
          Map.entry("AWS::Scheduler::Schedule", "Name"),
          Map.entry("AWS::SecretsManager::Secret", "Name"),
          Map.entry("AWS::Serverless::Function", "FunctionName"));

  String of(Declaration declaration, ObjectNode properties) {
    var property = NAME_PROPERTIES.getOrDefault(declaration.type(), "");
    return properties.hasNonNull(property)
        ? properties.get(property).asText()
        : madeUp(declaration);
  }

  private String madeUp(Declaration declaration) {
    var suffix = suffix(declaration.logicalId());
    var readable = stack + "-" + declaration.logicalId();
    var name =
        readable.substring(0, Math.min(readable.length(), LONGEST - SUFFIX - 1)) + "-" + suffix;
    // A bucket's name is part of a host name.
    return declaration.type().equals("AWS::S3::Bucket") ? name.toLowerCase(Locale.ROOT) : name;
  }

  private String suffix(String logicalId) {
    try {
      var bytes =
          MessageDigest.getInstance("SHA-256")
              .digest((place.key(stack) + "/" + logicalId).getBytes(StandardCharsets.UTF_8));
      return new BigInteger(1, Arrays.copyOf(bytes, 10))
          .add(BigInteger.ONE.shiftLeft(80))
          .toString(36)
          .toUpperCase(Locale.ROOT)
          .substring(1, SUFFIX + 1);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every JDK has SHA-256", e);
    }
  }
}
