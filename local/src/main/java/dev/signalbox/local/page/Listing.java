package dev.signalbox.local.page;

import com.fasterxml.jackson.databind.JsonNode;
import dev.signalbox.local.api.AwsError;
import dev.signalbox.local.api.Caller;
import dev.signalbox.local.api.Service;
import dev.signalbox.local.api.Shapes;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.utils.builder.Buildable;

/**
 * What a service's own list operation answers.
 *
 * @param member the list in the answer
 * @param field the name in each of its elements; empty where the elements are the names
 */
record Listing(String title, String service, String operation, String member, String field) {
  static final List<Listing> ALL =
      List.of(
          new Listing(
              "Repositories", "codecommit", "ListRepositories", "repositories", "repositoryName"),
          new Listing("Pipelines", "codepipeline", "ListPipelines", "pipelines", "name"),
          new Listing("Builds", "codebuild", "ListProjects", "projects", ""),
          new Listing("Functions", "lambda", "ListFunctions", "Functions", "FunctionName"),
          new Listing("Rules", "events", "ListRules", "Rules", "Name"),
          new Listing("Queues", "sqs", "ListQueues", "QueueUrls", ""),
          new Listing("Log groups", "logs", "DescribeLogGroups", "logGroups", "logGroupName"));

  /** The first page of it; nothing where the service is not there. */
  List<String> names(List<Service> services, Caller caller) {
    return services.stream()
        .filter(it -> it.name().equals(service))
        .flatMap(it -> Stream.ofNullable(it.operations().get(operation)))
        .findFirst()
        .map(it -> names(it, caller))
        .orElse(List.of());
  }

  private List<String> names(Service.Implemented implemented, Caller caller) {
    SdkPojo request = (SdkPojo) ((Buildable) implemented.requestBuilder().get()).build();
    List<String> names = new ArrayList<>();
    try {
      for (JsonNode one : answer(implemented, caller, request).path(member)) {
        names.add(field.isEmpty() ? one.asText() : one.path(field).asText());
      }
    } catch (AwsError e) {
      names.add(e.code() + ": " + e.getMessage());
    }
    return names;
  }

  private static JsonNode answer(Service.Implemented implemented, Caller caller, SdkPojo request) {
    return Shapes.json(implemented.operation().apply(caller, request));
  }
}
