package dev.signalbox.local.codecommit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.signalbox.local.api.AwsError;
import dev.signalbox.local.api.Calls;
import dev.signalbox.local.api.ManualClock;
import dev.signalbox.local.api.MemoryStore;
import dev.signalbox.local.api.Place;
import dev.signalbox.local.front.Signatures;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.codecommit.model.CreateBranchRequest;
import software.amazon.awssdk.services.codecommit.model.CreateRepositoryRequest;
import software.amazon.awssdk.services.codecommit.model.DeleteBranchRequest;
import software.amazon.awssdk.services.codecommit.model.GetRepositoryTriggersRequest;
import software.amazon.awssdk.services.codecommit.model.GetRepositoryTriggersResponse;
import software.amazon.awssdk.services.codecommit.model.PutFileRequest;
import software.amazon.awssdk.services.codecommit.model.PutFileResponse;
import software.amazon.awssdk.services.codecommit.model.PutRepositoryTriggersRequest;
import software.amazon.awssdk.services.codecommit.model.RepositoryTrigger;
import software.amazon.awssdk.services.codecommit.model.TestRepositoryTriggersRequest;
import software.amazon.awssdk.services.codecommit.model.TestRepositoryTriggersResponse;

class TriggerTest {
  private static final Place PLACE = new Place("111111111111", "eu-west-1");
  private static final String FUNCTION = "arn:aws:lambda:eu-west-1:111111111111:function:hook";

  private final List<JsonNode> calls = new CopyOnWriteArrayList<>();
  private CodeCommit codeCommit;
  private Calls aws;

  @BeforeEach
  void aRepository() {
    codeCommit =
        new CodeCommit(
            new MemoryStore(),
            new ManualClock("2026-11-21T01:02:03Z"),
            (_, _, _, _, _) -> {},
            new Signatures(_ -> Optional.empty(), InstantSource.system()),
            () -> URI.create("http://127.0.0.1:1"),
            "eu-west-1");
    codeCommit.start((_, function, event) -> {
      if (!function.equals(FUNCTION)) {
        throw AwsError.of("ResourceNotFoundException", "Function not found: " + function);
      }
      calls.add(json(event));
    });
    aws = Calls.to(codeCommit.api(), PLACE);
    call("CreateRepository", CreateRepositoryRequest.builder().repositoryName("shop").build());
  }

  private static JsonNode json(byte[] text) {
    try {
      return new ObjectMapper().readTree(text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @AfterEach
  void close() {
    codeCommit.close();
  }

  private void call(String operation, SdkPojo request) {
    aws.call(operation, request, SdkPojo.class);
  }

  private static RepositoryTrigger trigger(Consumer<RepositoryTrigger.Builder> more) {
    RepositoryTrigger.Builder trigger =
        RepositoryTrigger.builder()
            .name("hook")
            .destinationArn(FUNCTION)
            .eventsWithStrings("all")
            .customData("mine");
    more.accept(trigger);
    return trigger.build();
  }

  private void put(RepositoryTrigger... triggers) {
    call(
        "PutRepositoryTriggers",
        PutRepositoryTriggersRequest.builder().repositoryName("shop").triggers(triggers).build());
  }

  private String commit(String path) {
    return aws.call(
            "PutFile",
            PutFileRequest.builder()
                .repositoryName("shop")
                .branchName("main")
                .filePath(path)
                .fileContent(SdkBytes.fromUtf8String("x"))
                .build(),
            PutFileResponse.class)
        .commitId();
  }

  private static String code(Runnable call) {
    return catchThrowableOfType(AwsError.class, call::run).code().replaceAll("Exception$", "");
  }

  @Test
  void aFunctionIsCalledWithWhatMoved() {
    put(trigger(_ -> {}));
    String commit = commit("a");
    JsonNode called = calls.getFirst().path("Records").path(0);
    assertThat(called.path("eventName").asText()).isEqualTo("ReferenceChanges");
    assertThat(called.path("eventSource").asText()).isEqualTo("aws:codecommit");
    assertThat(called.path("eventSourceARN").asText())
        .isEqualTo("arn:aws:codecommit:eu-west-1:111111111111:shop");
    assertThat(called.path("customData").asText()).isEqualTo("mine");
    assertThat(called.path("eventTime").asText()).isEqualTo("2026-11-21T01:02:03.000+0000");
    assertThat(called.path("codecommit"))
        .hasToString(
            "{\"references\":[{\"commit\":\""
                + commit
                + "\",\"created\":true,\"ref\":\"refs/heads/main\"}]}");
  }

  @Test
  void otherBranchesAndEventsDoNotConcernIt() {
    put(
        trigger(it -> it.branches("release")),
        trigger(it -> it.name("other").eventsWithStrings("deleteReference")));
    String commit = commit("a");
    assertThat(calls).isEmpty();
    call(
        "CreateBranch",
        CreateBranchRequest.builder()
            .repositoryName("shop")
            .branchName("release")
            .commitId(commit)
            .build());
    assertThat(calls).hasSize(1);
    call(
        "DeleteBranch",
        DeleteBranchRequest.builder().repositoryName("shop").branchName("release").build());
    assertThat(calls).hasSize(3);
  }

  @Test
  void aPushSucceedsWithoutItsTriggersFunction() {
    put(trigger(it -> it.destinationArn(FUNCTION + "-gone")));
    assertThat(commit("a")).hasSize(40);
  }

  @Test
  void aTestTellsWhichFunctionsCanBeCalled() {
    var tested =
        aws.call(
            "TestRepositoryTriggers",
            TestRepositoryTriggersRequest.builder()
                .repositoryName("shop")
                .triggers(
                    trigger(_ -> {}),
                    trigger(it -> it.name("gone").destinationArn(FUNCTION + "-gone")))
                .build(),
            TestRepositoryTriggersResponse.class);
    assertThat(tested.successfulExecutions()).containsExactly("hook");
    assertThat(tested.failedExecutions().getFirst().trigger()).isEqualTo("gone");
    assertThat(calls.getFirst().path("Records").path(0).path("eventName").asText())
        .isEqualTo("TriggerEventTest");
  }

  @Test
  void triggersThatCannotBeAreRefusedAndTheOldOnesStay() {
    put(trigger(_ -> {}));
    assertThat(code(() -> put(trigger(it -> it.destinationArn("arn:aws:s3:::x")))))
        .isEqualTo("InvalidRepositoryTriggerDestinationArn");
    assertThat(
            code(() ->
                put(trigger(it -> it.destinationArn(FUNCTION.replace("eu-west-1", "eu-west-2"))))))
        .isEqualTo("InvalidRepositoryTriggerRegion");
    assertThat(code(() -> put(trigger(it -> it.eventsWithStrings(List.of())))))
        .isEqualTo("RepositoryTriggerEventsListRequired");
    assertThat(code(() -> put(trigger(it -> it.name("a b")))))
        .isEqualTo("InvalidRepositoryTriggerName");
    assertThat(
            code(() ->
                put(
                    java.util.Collections.nCopies(11, trigger(_ -> {}))
                        .toArray(RepositoryTrigger[]::new))))
        .isEqualTo("MaximumRepositoryTriggersExceeded");
    var kept =
        aws.call(
            "GetRepositoryTriggers",
            GetRepositoryTriggersRequest.builder().repositoryName("shop").build(),
            GetRepositoryTriggersResponse.class);
    assertThat(kept.triggers()).hasSize(1);
    assertThat(kept.configurationId()).isNotEmpty();
  }
}
