package dev.signalbox.aws.gate;

import dev.signalbox.aws.client.Connection;
import dev.signalbox.aws.json.Tree;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttribute;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.core.interceptor.SdkExecutionAttribute;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.ecs.model.DescribeServiceDeploymentsResponse;

/**
 * Until when ECS waits for hooks. It says so with a deployment; the SDK's model of ECS does not
 * know that, so it is read from the answer as it comes.
 */
public final class HookDeadlines implements ExecutionInterceptor {
  private static final String OPERATION = "DescribeServiceDeployments";

  /** No answer about one deployment is longer. */
  private static final int LARGEST = 1024 * 1024;

  private static final ExecutionAttribute<List<Waits>> WAITS =
      new ExecutionAttribute<>("signalbox.hooks");

  /** A function that is waited for. */
  private record Waits(String function, Instant until) {}

  /**
   * A deployment as ECS describes it.
   *
   * @param until when ECS stops waiting for the gate, where it says so
   */
  record Described(DescribeServiceDeploymentsResponse response, Optional<Instant> until) {}

  /** A client whose answers are read so. */
  public static EcsClient client(Connection connection) {
    return connection.client(
        EcsClient.builder()
            .overrideConfiguration(c -> c.addExecutionInterceptor(new HookDeadlines())));
  }

  /**
   * Asks about a deployment.
   *
   * @param ecs tells nothing of deadlines unless its answers are read so
   * @param function whose hooks count, by its name
   */
  static Described ask(EcsClient ecs, String deployment, String function) {
    List<Waits> waits = new ArrayList<>();
    DescribeServiceDeploymentsResponse response =
        ecs.describeServiceDeployments(r ->
            r.serviceDeploymentArns(deployment)
                .overrideConfiguration(c -> c.putExecutionAttribute(WAITS, waits)));
    return new Described(
        response,
        waits.stream()
            .filter(w -> named(w.function()).equals(function))
            .map(Waits::until)
            .min(Comparator.naturalOrder()));
  }

  /** Without what stands before and after it in an ARN. */
  private static String named(String arn) {
    String[] parts = arn.split(":", -1);
    return parts.length > 6 ? parts[6] : arn;
  }

  @Override
  public Optional<InputStream> modifyHttpResponseContent(
      Context.ModifyHttpResponse context, ExecutionAttributes attributes) {
    List<Waits> waits = attributes.getAttribute(WAITS);
    if (waits == null
        || context.responseBody().isEmpty()
        || !OPERATION.equals(attributes.getAttribute(SdkExecutionAttribute.OPERATION_NAME))) {
      return context.responseBody();
    }
    InputStream body = context.responseBody().get();
    try {
      byte[] beginning = body.readNBytes(LARGEST);
      waits.clear();
      waits.addAll(waits(beginning));
      return Optional.of(new SequenceInputStream(new ByteArrayInputStream(beginning), body));
    } catch (IOException e) {
      throw SdkClientException.create("ECS stopped in the middle of an answer", e);
    }
  }

  private static List<Waits> waits(byte[] answer) {
    try {
      return Tree.read(answer).at("serviceDeployments").items().orElse(List.of()).stream()
          .flatMap(d -> d.at("lifecycleHookDetails").items().orElse(List.of()).stream())
          .filter(hook -> "IN_PROGRESS".equals(hook.at("status").text().orElse("")))
          .flatMap(hook ->
              hook.at("targetArn").text().stream()
                  .flatMap(arn ->
                      hook.at("expiresAt").text().flatMap(HookDeadlines::instant).stream()
                          .map(until -> new Waits(arn, until))))
          .toList();
    } catch (IllegalArgumentException e) {
      // An error page, or too long: the SDK says what is wrong with it.
      return List.of();
    }
  }

  private static Optional<Instant> instant(String seconds) {
    try {
      return Optional.of(Instant.ofEpochMilli(Math.round(Double.parseDouble(seconds) * 1000)));
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }
}
