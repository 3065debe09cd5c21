package dev.signalbox.local.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.codepipeline.model.ActionExecutionDetail;
import software.amazon.awssdk.services.codepipeline.model.ListActionExecutionsRequest;
import software.amazon.awssdk.services.codepipeline.model.ListActionExecutionsResponse;
import software.amazon.awssdk.services.codepipeline.model.ListPipelineExecutionsRequest;
import software.amazon.awssdk.services.codepipeline.model.ListPipelineExecutionsResponse;
import software.amazon.awssdk.services.codepipeline.model.ListPipelinesRequest;
import software.amazon.awssdk.services.codepipeline.model.ListPipelinesResponse;
import software.amazon.awssdk.services.codepipeline.model.PipelineExecutionSummary;
import software.amazon.awssdk.services.codepipeline.model.PipelineSummary;

class HistoryTest extends YardTest {
  /** Every execution fails in its source stage, for there is no such repository. */
  private void createFailing() {
    var source =
        Plan.source().toBuilder()
            .configuration(Map.of("RepositoryName", "none", "BranchName", "main"))
            .build();
    yard.create(
        Plan.pipeline().toBuilder()
            .stages(Plan.stage("Source", source), Plan.stage("Approve", Plan.approval()))
            .build());
    yard.untilStatus("shop", yard.first("shop"), "Failed");
  }

  private ListPipelineExecutionsResponse page(int size, @Nullable String token) {
    return yard.call(
        "ListPipelineExecutions",
        ListPipelineExecutionsRequest.builder()
            .pipelineName("shop")
            .maxResults(size)
            .nextToken(token)
            .build(),
        ListPipelineExecutionsResponse.class);
  }

  @Test
  void aThousandExecutionsArePagedThroughNewestFirstWithoutGapsOrRepeats() {
    createFailing();
    List<String> started = new ArrayList<>(List.of(yard.first("shop")));
    for (int i = 1; i < 1000; i++) {
      String id = yard.start("shop");
      started.add(id);
    }
    Set<String> seen = new LinkedHashSet<>();
    @Nullable String token = null;
    do {
      ListPipelineExecutionsResponse page = page(97, token);
      page.pipelineExecutionSummaries().stream()
          .map(PipelineExecutionSummary::pipelineExecutionId)
          .forEach(id -> assertThat(seen.add(id)).isTrue());
      token = page.nextToken();
    } while (token != null);
    assertThat(List.copyOf(seen)).isEqualTo(started.reversed());
  }

  @Test
  void executionsThatBeginBetweenTwoPagesDoNotShiftThem() {
    createFailing();
    yard.start("shop");
    ListPipelineExecutionsResponse first = page(1, null);
    yard.start("shop");
    assertThat(
            page(1, first.nextToken())
                .pipelineExecutionSummaries()
                .getFirst()
                .pipelineExecutionId())
        .isEqualTo(yard.first("shop"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"bogus", "%%%", "ZXhlY3V0aW9ucwp4", "ZXhlY3V0aW9ucwo", "ë"})
  void aTokenNobodyGaveIsRefused(String token) {
    createFailing();
    refused("InvalidNextTokenException", () -> page(1, token));
  }

  @Test
  void aTokenIsForTheListItCameFrom() {
    createFailing();
    yard.start("shop");
    String token = page(1, null).nextToken();
    refused(
        "InvalidNextTokenException",
        () ->
            yard.call(
                "ListPipelines",
                ListPipelinesRequest.builder().nextToken(token).build(),
                ListPipelinesResponse.class));
    refused("InvalidNextTokenException", () -> actions(1, token));
  }

  private ListActionExecutionsResponse actions(int size, @Nullable String token) {
    return yard.call(
        "ListActionExecutions",
        ListActionExecutionsRequest.builder()
            .pipelineName("shop")
            .maxResults(size)
            .nextToken(token)
            .build(),
        ListActionExecutionsResponse.class);
  }

  @Test
  void actionsArePagedThroughAcrossExecutions() {
    yard.create(
        Plan.pipeline(it -> it.executionMode("PARALLEL"), Plan.stage("A", Plan.approval())));
    for (int i = 0; i < 4; i++) {
      yard.start("shop");
    }
    yard.until(() -> actions(100, null).actionExecutionDetails().size() == 10);
    Set<String> seen = new LinkedHashSet<>();
    @Nullable String token = null;
    do {
      ListActionExecutionsResponse page = actions(3, token);
      page.actionExecutionDetails().stream()
          .map(ActionExecutionDetail::actionExecutionId)
          .forEach(id -> assertThat(seen.add(id)).isTrue());
      token = page.nextToken();
    } while (token != null);
    assertThat(seen)
        .containsExactlyElementsOf(
            actions(100, null).actionExecutionDetails().stream()
                .map(ActionExecutionDetail::actionExecutionId)
                .toList());
  }

  @Test
  void anExecutionNobodyStartedHasNoActions() {
    createFailing();
    refused(
        "PipelineExecutionNotFoundException",
        () -> yard.actions("shop", "00000000-0000-0000-0000-000000000000"));
    refused(
        "PipelineExecutionNotFoundException",
        () -> yard.execution("shop", "00000000-0000-0000-0000-000000000000"));
    refused("PipelineNotFoundException", () -> yard.executions("nope"));
  }

  @Test
  void pipelinesAreListedByName() {
    for (String name : List.of("b", "a", "c")) {
      yard.create(Plan.pipeline(it -> it.name(name), Plan.stage("A", Plan.approval())));
    }
    ListPipelinesResponse first =
        yard.call(
            "ListPipelines",
            ListPipelinesRequest.builder().maxResults(2).build(),
            ListPipelinesResponse.class);
    assertThat(first.pipelines()).extracting(PipelineSummary::name).containsExactly("a", "b");
    ListPipelinesResponse second =
        yard.call(
            "ListPipelines",
            ListPipelinesRequest.builder().nextToken(first.nextToken()).build(),
            ListPipelinesResponse.class);
    assertThat(second.pipelines()).extracting(PipelineSummary::name).containsExactly("c");
    assertThat(second.nextToken()).isNull();
  }
}
