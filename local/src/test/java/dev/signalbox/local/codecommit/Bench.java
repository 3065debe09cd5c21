package dev.signalbox.local.codecommit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.signalbox.local.LocalServer;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import org.assertj.core.api.Assertions;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.codecommit.CodeCommitClient;
import software.amazon.awssdk.services.codecommit.model.PutFileEntry;
import software.amazon.awssdk.services.codecommit.model.PutFileRequest;

/** A repository of one test's own, and the commonest calls to it. */
record Bench(LocalServer server, CodeCommitClient client, String repository) {

  static Bench with(LocalServer server) {
    CodeCommitClient client = server.client(CodeCommitClient.builder());
    String name = "shop-" + UUID.randomUUID();
    client.createRepository(it -> it.repositoryName(name));
    return new Bench(server, client, name);
  }

  /** The new commit. */
  String put(String branch, String path, String text) {
    return put(branch, path, text, _ -> {});
  }

  String put(String branch, String path, String text, Consumer<PutFileRequest.Builder> more) {
    PutFileRequest.Builder request =
        PutFileRequest.builder()
            .repositoryName(repository)
            .branchName(branch)
            .filePath(path)
            .fileContent(SdkBytes.fromUtf8String(text));
    if (!branches().isEmpty()) {
      request.parentCommitId(tip(branch));
    }
    more.accept(request);
    return client.putFile(request.build()).commitId();
  }

  static PutFileEntry entry(String path, String text) {
    return PutFileEntry.builder().filePath(path).fileContent(SdkBytes.fromUtf8String(text)).build();
  }

  String delete(String branch, String path) {
    return client
        .deleteFile(it ->
            it.repositoryName(repository)
                .branchName(branch)
                .filePath(path)
                .parentCommitId(tip(branch)))
        .commitId();
  }

  List<String> branches() {
    return client.listBranches(it -> it.repositoryName(repository)).branches();
  }

  void branch(String name, String commit) {
    client.createBranch(it -> it.repositoryName(repository).branchName(name).commitId(commit));
  }

  String tip(String branch) {
    return client
        .getBranch(it -> it.repositoryName(repository).branchName(branch))
        .branch()
        .commitId();
  }

  String text(String specifier, String path) {
    return client
        .getFile(it -> it.repositoryName(repository).commitSpecifier(specifier).filePath(path))
        .fileContent()
        .asUtf8String();
  }

  String arn() {
    return "arn:aws:codecommit:eu-west-1:" + LocalServer.ACCOUNT + ":" + repository;
  }

  /** This repository's events, oldest first. */
  List<ObjectNode> events() {
    return server.local().recentEvents().stream()
        .filter(event -> event.path("resources").path(0).asText().equals(arn()))
        .toList();
  }

  /** The details of those of one kind. */
  List<JsonNode> details(String event) {
    return events().stream()
        .map(it -> it.path("detail"))
        .filter(detail -> detail.path("event").asText().equals(event))
        .toList();
  }

  static AwsServiceException refusal(Runnable call) {
    AwsServiceException refusal =
        Assertions.catchThrowableOfType(AwsServiceException.class, call::run);
    Assertions.assertThat(refusal).isNotNull();
    return refusal;
  }

  /** The code of the refusal without {@code Exception} at its end. */
  static String refused(Runnable call) {
    return refusal(call).awsErrorDetails().errorCode().replaceAll("Exception$", "");
  }
}
