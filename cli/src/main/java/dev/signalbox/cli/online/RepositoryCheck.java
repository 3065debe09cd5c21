package dev.signalbox.cli.online;

import dev.signalbox.aws.client.Connection;
import dev.signalbox.core.release.Repository;
import dev.signalbox.core.route.WatchedRepository;
import java.util.List;
import java.util.function.Consumer;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.codecommit.CodeCommitClient;

/** Whether the repositories of a definition and their default branches are there. */
record RepositoryCheck(Consumer<Finding> findings) {
  void check(WatchedRepository watched, Connection connection) {
    Repository repository = watched.repository();
    CodeCommitClient client =
        connection.client(CodeCommitClient.builder(), Region.of(repository.region().value()));
    List<String> path = List.of("repositories", repository.name());
    switch (Answer.to(
        "codecommit:GetRepository",
        () -> client.getRepository(request -> request.repositoryName(repository.name())))) {
      case Answer.Known(_) -> {
        // Its branch is asked for in any case.
      }
      case Answer.Absent() -> {
        findings.accept(Finding.problem(path, "there is no repository %s".formatted(repository)));
        return;
      }
      case Answer.Untold(String why) ->
          findings.accept(Finding.notChecked(path, "repository %s: %s".formatted(repository, why)));
    }
    branch(watched, client);
  }

  private void branch(WatchedRepository watched, CodeCommitClient client) {
    Repository repository = watched.repository();
    List<String> path = List.of("repositories", repository.name(), "default-branch");
    switch (Answer.to(
        "codecommit:GetBranch",
        () ->
            client.getBranch(request ->
                request.repositoryName(repository.name()).branchName(watched.defaultBranch())))) {
      case Answer.Known(_) -> {
        // As the definition says.
      }
      case Answer.Absent() ->
          findings.accept(
              Finding.problem(
                  path,
                  "repository %s has no branch '%s': new branches are compared with it; name the"
                          .formatted(repository, watched.defaultBranch())
                      + " 'default-branch' there is"));
      case Answer.Untold(String why) ->
          findings.accept(
              Finding.notChecked(path, "branch '%s': %s".formatted(watched.defaultBranch(), why)));
    }
  }
}
