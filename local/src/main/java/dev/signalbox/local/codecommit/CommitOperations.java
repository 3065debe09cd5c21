package dev.signalbox.local.codecommit;

import dev.signalbox.local.api.AwsError;
import dev.signalbox.local.api.Caller;
import dev.signalbox.local.api.Service;
import dev.signalbox.local.codecommit.git.Hosting;
import dev.signalbox.local.codecommit.history.Commits;
import dev.signalbox.local.codecommit.history.Differences;
import dev.signalbox.local.codecommit.history.Differences.Side;
import dev.signalbox.local.codecommit.history.FilePath;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.eclipse.jgit.lib.PersonIdent;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevCommit;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.codecommit.model.BatchGetCommitsError;
import software.amazon.awssdk.services.codecommit.model.BatchGetCommitsRequest;
import software.amazon.awssdk.services.codecommit.model.BatchGetCommitsResponse;
import software.amazon.awssdk.services.codecommit.model.BlobMetadata;
import software.amazon.awssdk.services.codecommit.model.ChangeTypeEnum;
import software.amazon.awssdk.services.codecommit.model.Commit;
import software.amazon.awssdk.services.codecommit.model.Difference;
import software.amazon.awssdk.services.codecommit.model.GetCommitRequest;
import software.amazon.awssdk.services.codecommit.model.GetCommitResponse;
import software.amazon.awssdk.services.codecommit.model.GetDifferencesRequest;
import software.amazon.awssdk.services.codecommit.model.GetDifferencesResponse;
import software.amazon.awssdk.services.codecommit.model.UserInfo;

/** Commits, what differs between them, and files at them. */
final class CommitOperations {
  /** A page of differences when the request names no size. */
  private static final int PAGE = 100;

  private final Hosting repositories;

  CommitOperations(Hosting repositories) {
    this.repositories = repositories;
  }

  void addTo(Service service) {
    service
        .on("GetCommit", GetCommitRequest::builder, this::get)
        .on("BatchGetCommits", BatchGetCommitsRequest::builder, this::batchGet)
        .on("GetDifferences", GetDifferencesRequest::builder, this::differences);
  }

  private Repository git(Caller caller, String name) {
    return repositories.data(repositories.get(caller.place(), name)).repository();
  }

  private GetCommitResponse get(Caller caller, GetCommitRequest request) {
    if (!request.commitId().matches("[0-9a-f]{40}")) {
      throw AwsError.of("InvalidCommitIdException", "A commit ID is 40 hexadecimal digits");
    }
    return new Commits(git(caller, request.repositoryName()))
        .find(request.commitId())
        .map(commit -> GetCommitResponse.builder().commit(shown(commit)).build())
        .orElseThrow(() ->
            AwsError.of(
                "CommitIdDoesNotExistException",
                "The commit " + request.commitId() + " does not exist"));
  }

  private BatchGetCommitsResponse batchGet(Caller caller, BatchGetCommitsRequest request) {
    Commits commits = new Commits(git(caller, request.repositoryName()));
    List<Commit> found = new ArrayList<>();
    List<BatchGetCommitsError> missing = new ArrayList<>();
    for (String id : request.commitIds()) {
      commits
          .find(id)
          .ifPresentOrElse(
              commit -> found.add(shown(commit)),
              () ->
                  missing.add(
                      BatchGetCommitsError.builder()
                          .commitId(id)
                          .errorCode("CommitIdDoesNotExistException")
                          .errorMessage("The commit " + id + " does not exist")
                          .build()));
    }
    return BatchGetCommitsResponse.builder().commits(found).errors(missing).build();
  }

  private GetDifferencesResponse differences(Caller caller, GetDifferencesRequest request) {
    Repository git = git(caller, request.repositoryName());
    Commits commits = new Commits(git);
    RevCommit after = commits.existing(request.afterCommitSpecifier());
    Optional<RevCommit> before =
        Optional.ofNullable(request.beforeCommitSpecifier()).map(commits::existing);
    Side one = side(before, request.beforePath(), request.afterPath());
    Side other = side(Optional.of(after), request.afterPath(), request.beforePath());
    List<Difference> all =
        new Differences(git).between(one, other).stream().map(CommitOperations::shown).toList();
    String question =
        String.join(
            "\n",
            String.valueOf(request.repositoryName()),
            before.map(RevCommit::name).orElse(""),
            after.name(),
            one.path(),
            other.path());
    Page<Difference> page =
        Page.of(all, question, request.nextToken(), Page.size(request.maxResults(), PAGE));
    return GetDifferencesResponse.builder()
        .differences(page.items())
        .nextToken(page.next().orElse(null))
        .build();
  }

  /** A path named for one side only limits both, but only its own side must have it. */
  private static Side side(
      Optional<RevCommit> commit, @Nullable String path, @Nullable String otherPath) {
    String limit = path == null ? Optional.ofNullable(otherPath).orElse("") : path;
    return new Side(commit, FilePath.folder(limit), path != null);
  }

  private static Difference shown(Differences.Difference difference) {
    return Difference.builder()
        .beforeBlob(difference.before().map(CommitOperations::shown).orElse(null))
        .afterBlob(difference.after().map(CommitOperations::shown).orElse(null))
        .changeType(type(difference))
        .build();
  }

  private static ChangeTypeEnum type(Differences.Difference difference) {
    if (difference.before().isEmpty()) {
      return ChangeTypeEnum.A;
    }
    return difference.after().isEmpty() ? ChangeTypeEnum.D : ChangeTypeEnum.M;
  }

  private static BlobMetadata shown(Differences.Blob blob) {
    return BlobMetadata.builder().blobId(blob.id()).path(blob.path()).mode(blob.mode()).build();
  }

  private static Commit shown(RevCommit commit) {
    return Commit.builder()
        .commitId(commit.name())
        .treeId(commit.getTree().name())
        .parents(java.util.Arrays.stream(commit.getParents()).map(RevCommit::name).toList())
        .message(commit.getFullMessage())
        .author(shown(commit.getAuthorIdent()))
        .committer(shown(commit.getCommitterIdent()))
        .additionalData("")
        .build();
  }

  private static UserInfo shown(PersonIdent person) {
    int minutes = person.getZoneOffset().getTotalSeconds() / 60;
    String zone = String.format("%+03d%02d", minutes / 60, Math.abs(minutes % 60));
    return UserInfo.builder()
        .name(person.getName())
        .email(person.getEmailAddress())
        .date(person.getWhenAsInstant().getEpochSecond() + " " + zone)
        .build();
  }
}
