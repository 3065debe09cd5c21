package dev.signalbox.aws.codecommit;

import dev.signalbox.aws.client.Calls;
import dev.signalbox.core.release.CommitId;
import dev.signalbox.core.release.Repository;
import dev.signalbox.core.route.Change;
import dev.signalbox.core.route.Source;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.awscore.AwsRequestOverrideConfiguration;
import software.amazon.awssdk.services.codecommit.CodeCommitClient;
import software.amazon.awssdk.services.codecommit.model.BranchDoesNotExistException;
import software.amazon.awssdk.services.codecommit.model.CommitDoesNotExistException;
import software.amazon.awssdk.services.codecommit.model.CommitIdDoesNotExistException;
import software.amazon.awssdk.services.codecommit.model.Difference;
import software.amazon.awssdk.services.codecommit.model.GetDifferencesResponse;
import software.amazon.awssdk.services.codecommit.model.TipsDivergenceExceededException;

/** One repository in CodeCommit. */
final class CodeCommitSource implements Source {
  private final CodeCommitClient codecommit;
  private final Repository repository;
  private final Optional<AwsCredentialsProvider> credentials;

  CodeCommitSource(
      CodeCommitClient codecommit,
      Repository repository,
      Optional<AwsCredentialsProvider> credentials) {
    this.codecommit = codecommit;
    this.repository = repository;
    this.credentials = credentials;
  }

  @Override
  public Iterable<List<Change>> changes(Optional<CommitId> from, CommitId to) {
    return () -> new Pages(from, to);
  }

  @Override
  public Optional<CommitId> mergeBase(CommitId one, CommitId other) {
    return call(
        "find the merge base of %s and %s".formatted(one, other),
        () -> {
          try {
            return Optional.ofNullable(
                    codecommit
                        .getMergeCommit(request ->
                            request
                                .repositoryName(repository.name())
                                .sourceCommitSpecifier(one.value())
                                .destinationCommitSpecifier(other.value())
                                .overrideConfiguration(this::sign))
                        .baseCommitId())
                .flatMap(CommitId::orNone);
          } catch (TipsDivergenceExceededException e) {
            return Optional.empty();
          }
        });
  }

  @Override
  public Optional<CommitId> head(String branch) {
    return call(
        "find branch '" + branch + "'",
        () -> {
          try {
            return Optional.of(
                new CommitId(
                    codecommit
                        .getBranch(request ->
                            request
                                .repositoryName(repository.name())
                                .branchName(branch)
                                .overrideConfiguration(this::sign))
                        .branch()
                        .commitId()));
          } catch (BranchDoesNotExistException e) {
            return Optional.empty();
          }
        });
  }

  @Override
  public Optional<String> message(CommitId commit) {
    return call(
        "read the message of commit " + commit,
        () ->
            Optional.ofNullable(
                codecommit
                    .getCommit(request ->
                        request
                            .repositoryName(repository.name())
                            .commitId(commit.value())
                            .overrideConfiguration(this::sign))
                    .commit()
                    .message()));
  }

  private void sign(AwsRequestOverrideConfiguration.Builder request) {
    credentials.ifPresent(request::credentialsProvider);
  }

  private <T> T call(String what, Supplier<T> call) {
    return Calls.call(
        what + " in repository " + repository,
        "Is Signalbox allowed to read that repository?",
        () -> {
          try {
            return call.get();
          } catch (CommitDoesNotExistException | CommitIdDoesNotExistException e) {
            throw new MissingCommit(
                "Cannot %s: repository %s has not got that commit".formatted(what, repository));
          }
        });
  }

  /** Asks for a page when it is wanted and not before: a reader may stop early. */
  private final class Pages implements Iterator<List<Change>> {
    private final Optional<CommitId> from;
    private final CommitId to;
    private Optional<String> token = Optional.empty();
    private boolean more = true;

    Pages(Optional<CommitId> from, CommitId to) {
      this.from = from;
      this.to = to;
    }

    @Override
    public boolean hasNext() {
      return more;
    }

    @Override
    public List<Change> next() {
      GetDifferencesResponse page =
          call(
              "list the changes up to " + to,
              () ->
                  codecommit.getDifferences(request ->
                      request
                          .repositoryName(repository.name())
                          .beforeCommitSpecifier(from.map(CommitId::value).orElse(null))
                          .afterCommitSpecifier(to.value())
                          .nextToken(token.orElse(null))
                          .overrideConfiguration(CodeCommitSource.this::sign)));
      token = Optional.ofNullable(page.nextToken());
      more = token.isPresent();
      return page.differences().stream().map(CodeCommitSource::change).toList();
    }
  }

  private static Change change(Difference difference) {
    return switch (difference.changeType()) {
      case A -> new Change(Change.Kind.ADDED, difference.afterBlob().path());
      case D -> new Change(Change.Kind.DELETED, difference.beforeBlob().path());
      case M, UNKNOWN_TO_SDK_VERSION ->
          new Change(Change.Kind.MODIFIED, difference.afterBlob().path());
    };
  }
}
