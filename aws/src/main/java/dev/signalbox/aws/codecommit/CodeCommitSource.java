package dev.signalbox.aws.codecommit;

import dev.signalbox.aws.client.Calls;
import dev.signalbox.core.Refused;
import dev.signalbox.core.release.CommitId;
import dev.signalbox.core.release.Repository;
import dev.signalbox.core.route.Change;
import dev.signalbox.core.route.Source;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.Spliterators;
import java.util.function.Supplier;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.awscore.AwsRequestOverrideConfiguration;
import software.amazon.awssdk.services.codecommit.CodeCommitClient;
import software.amazon.awssdk.services.codecommit.model.BranchDoesNotExistException;
import software.amazon.awssdk.services.codecommit.model.Commit;
import software.amazon.awssdk.services.codecommit.model.CommitDoesNotExistException;
import software.amazon.awssdk.services.codecommit.model.CommitIdDoesNotExistException;
import software.amazon.awssdk.services.codecommit.model.Difference;
import software.amazon.awssdk.services.codecommit.model.GetDifferencesResponse;
import software.amazon.awssdk.services.codecommit.model.ListBranchesResponse;
import software.amazon.awssdk.services.codecommit.model.TipsDivergenceExceededException;

/** One repository in CodeCommit. */
final class CodeCommitSource implements Source {
  /** Of a longer push single commits are not looked at: each costs two calls. */
  private static final int MOST_COMMITS = 200;

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
  public Iterable<List<Change>> changesOfEach(Optional<CommitId> from, CommitId to) {
    List<Pages> steps = new ArrayList<>();
    Set<CommitId> met = new HashSet<>();
    Deque<CommitId> open = new ArrayDeque<>(List.of(to));
    while (!open.isEmpty()) {
      CommitId commit = open.remove();
      if (met.add(commit) && !isIn(from, commit)) {
        List<CommitId> parents = parents(commit);
        steps.add(new Pages(parents.stream().findFirst(), commit));
        open.addAll(parents);
      }
      if (steps.size() > MOST_COMMITS) {
        throw new Refused(
            "there are more than %d commits up to %s: single ones are not looked at"
                .formatted(MOST_COMMITS, to));
      }
    }
    return () -> steps.stream().flatMap(CodeCommitSource::stream).iterator();
  }

  private static Stream<List<Change>> stream(Pages pages) {
    return StreamSupport.stream(Spliterators.spliteratorUnknownSize(pages, 0), false);
  }

  private boolean isIn(Optional<CommitId> history, CommitId commit) {
    return history.isPresent()
        && (history.get().equals(commit)
            || mergeBase(commit, history.get()).equals(Optional.of(commit)));
  }

  private List<CommitId> parents(CommitId commit) {
    return commit(commit).parents().stream().map(CommitId::new).toList();
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

  /** The names of all branches, of which there may be thousands. */
  List<String> branches() {
    List<String> names = new ArrayList<>();
    Optional<String> token = Optional.empty();
    do {
      ListBranchesResponse page = branches(token);
      names.addAll(page.branches());
      token = Optional.ofNullable(page.nextToken());
    } while (token.isPresent());
    return names;
  }

  private ListBranchesResponse branches(Optional<String> token) {
    return call(
        "list the branches",
        () ->
            codecommit.listBranches(request ->
                request
                    .repositoryName(repository.name())
                    .nextToken(token.orElse(null))
                    .overrideConfiguration(this::sign)));
  }

  @Override
  public Optional<String> message(CommitId commit) {
    return Optional.ofNullable(commit(commit).message());
  }

  private Commit commit(CommitId commit) {
    return call(
        "read commit " + commit,
        () ->
            codecommit
                .getCommit(request ->
                    request
                        .repositoryName(repository.name())
                        .commitId(commit.value())
                        .overrideConfiguration(this::sign))
                .commit());
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
