package dev.signalbox.local.codecommit.review;

import dev.signalbox.local.api.AwsError;
import dev.signalbox.local.api.Caller;
import dev.signalbox.local.codecommit.git.GitData;
import dev.signalbox.local.codecommit.git.Hosted;
import dev.signalbox.local.codecommit.git.Hosting;
import dev.signalbox.local.codecommit.history.Commits;
import java.util.Optional;
import org.eclipse.jgit.lib.Constants;
import software.amazon.awssdk.services.codecommit.model.CreatePullRequestRequest;
import software.amazon.awssdk.services.codecommit.model.Target;

/** The branches a new pull request is about. */
record Wished(Hosted repository, PullRequest.Branches branches) {

  /**
   * @throws AwsError for branches that are not there, not branches, or one and the same
   */
  static Wished of(CreatePullRequestRequest request, Hosting repositories, Caller caller) {
    if (request.targets().isEmpty()) {
      throw AwsError.of("TargetsRequiredException", "An array of target objects is required.");
    }
    if (request.targets().size() > 1) {
      throw AwsError.of(
          "MultipleRepositoriesInPullRequestException",
          "You cannot include more than one repository in a pull request. Make sure you have"
              + " specified only one repository name in your request, and then try again.");
    }
    Target target = request.targets().getFirst();
    Hosted repository = repositories.get(caller.place(), target.repositoryName());
    GitData data = repositories.data(repository);
    Commits commits = new Commits(data.repository());
    String source = branch(commits, target.sourceReference());
    String destination =
        branch(
            commits,
            Optional.ofNullable(target.destinationReference())
                .or(data::defaultBranch)
                .orElseThrow(() -> missing("the default branch")));
    if (source.equals(destination)) {
      throw AwsError.of(
          "SourceAndDestinationAreSameException",
          "The source branch and destination branch for the pull request are the same. You must"
              + " specify different branches for the source and destination.");
    }
    return new Wished(
        repository,
        Standing.between(
            commits,
            source,
            commits.existing(source).name(),
            destination,
            commits.existing(destination).name(),
            Standing.newRevision()));
  }

  private static String branch(Commits commits, String reference) {
    String full = reference.startsWith("refs/") ? reference : Constants.R_HEADS + reference;
    if (full.startsWith(Constants.R_HEADS) && commits.find(full).isPresent()) {
      return full;
    }
    if (commits.find(reference).isPresent()) {
      throw AwsError.of(
          "ReferenceTypeNotSupportedException",
          "The specified reference is not a supported type: " + reference);
    }
    throw missing(reference);
  }

  private static AwsError missing(String reference) {
    return AwsError.of(
        "ReferenceDoesNotExistException",
        "The specified reference does not exist. You must provide a full commit ID. ("
            + reference
            + ")");
  }
}
