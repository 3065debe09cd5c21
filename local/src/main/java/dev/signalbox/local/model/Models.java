package dev.signalbox.local.model;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** The models of every service {@code local} knows of, each read when it is first asked for. */
public final class Models {
  private static final JsonMapper JSON = new JsonMapper();

  /** So that a request finds its service without every model being read. */
  private static final Map<String, String> SERVICE_BY_TARGET_PREFIX =
      Map.ofEntries(
          Map.entry("AWSEvents", "events"),
          Map.entry("AmazonEC2ContainerRegistry_V20150921", "ecr"),
          Map.entry("AmazonEC2ContainerServiceV20141113", "ecs"),
          Map.entry("AmazonSQS", "sqs"),
          Map.entry("AmazonSSM", "ssm"),
          Map.entry("CodeBuild_20161006", "codebuild"),
          Map.entry("CodeCommit_20150413", "codecommit"),
          Map.entry("CodeDeploy_20141006", "codedeploy"),
          Map.entry("CodePipeline_20150709", "codepipeline"),
          Map.entry("DynamoDB_20120810", "dynamodb"),
          Map.entry("GraniteServiceVersion20100801", "monitoring"),
          Map.entry("Logs_20140328", "logs"),
          Map.entry("secretsmanager", "secretsmanager"));

  private static final List<String> SERVICES =
      List.of(
          "codebuild",
          "codecommit",
          "codedeploy",
          "codepipeline",
          "dynamodb",
          "ecr",
          "ecs",
          "elasticloadbalancing",
          "events",
          "iam",
          "lambda",
          "logs",
          "monitoring",
          "s3",
          "scheduler",
          "secretsmanager",
          "sns",
          "sqs",
          "ssm",
          "sts");

  private final Map<String, Model> read = new ConcurrentHashMap<>();

  /** In alphabetical order. */
  public List<String> services() {
    return SERVICES;
  }

  /** By the name requests are signed for: {@code codepipeline}, {@code events} … */
  public Optional<Model> service(String service) {
    return SERVICES.contains(service)
        ? Optional.of(read.computeIfAbsent(service, Models::read))
        : Optional.empty();
  }

  /** By what stands before the dot in {@code X-Amz-Target}. */
  public Optional<Model> targeted(String targetPrefix) {
    return Optional.ofNullable(SERVICE_BY_TARGET_PREFIX.get(targetPrefix)).flatMap(this::service);
  }

  private static Model read(String service) {
    try (InputStream file = Models.class.getResourceAsStream(service + ".json")) {
      if (file == null) {
        throw new IllegalStateException("The model of " + service + " is not in this build");
      }
      return ModelReader.read(service, JSON.readTree(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
