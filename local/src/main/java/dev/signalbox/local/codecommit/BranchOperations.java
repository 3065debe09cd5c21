package dev.signalbox.local.codecommit;

import dev.signalbox.local.api.AwsError;
import dev.signalbox.local.api.Caller;
import dev.signalbox.local.api.Service;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Ref;
import org.eclipse.jgit.lib.RefUpdate;
import org.eclipse.jgit.lib.Repository;
import software.amazon.awssdk.services.codecommit.model.BranchInfo;
import software.amazon.awssdk.services.codecommit.model.CreateBranchRequest;
import software.amazon.awssdk.services.codecommit.model.CreateBranchResponse;
import software.amazon.awssdk.services.codecommit.model.DeleteBranchRequest;
import software.amazon.awssdk.services.codecommit.model.DeleteBranchResponse;
import software.amazon.awssdk.services.codecommit.model.GetBranchRequest;
import software.amazon.awssdk.services.codecommit.model.GetBranchResponse;
import software.amazon.awssdk.services.codecommit.model.ListBranchesRequest;
import software.amazon.awssdk.services.codecommit.model.ListBranchesResponse;
import software.amazon.awssdk.services.codecommit.model.UpdateDefaultBranchRequest;
import software.amazon.awssdk.services.codecommit.model.UpdateDefaultBranchResponse;

/** Branches; what moves here is announced as a push is. */
final class BranchOperations {
  private final KnownRepositories repositories;
  private final RepositoryEvents events;

  BranchOperations(KnownRepositories repositories, RepositoryEvents events) {
    this.repositories = repositories;
    this.events = events;
  }

  void addTo(Service service) {
    service
        .on("CreateBranch", CreateBranchRequest::builder, this::create)
        .on("GetBranch", GetBranchRequest::builder, this::get)
        .on("ListBranches", ListBranchesRequest::builder, this::list)
        .on("DeleteBranch", DeleteBranchRequest::builder, this::delete)
        .on("UpdateDefaultBranch", UpdateDefaultBranchRequest::builder, this::makeDefault);
  }

  private CreateBranchResponse create(Caller caller, CreateBranchRequest request) {
    RepositoryRecord record = repositories.existing(caller.place(), request.repositoryName());
    Repository git = repositories.git(record);
    if (!Repository.isValidRefName(Constants.R_HEADS + request.branchName())) {
      throw AwsError.of(
          "InvalidBranchNameException",
          "The specified branch name is not valid: " + request.branchName());
    }
    ObjectId commit = new Commits(git).existing(request.commitId());
    if (!move(git, request.branchName(), Optional.empty(), commit)) {
      throw AwsError.of(
          "BranchNameExistsException", "Branch named " + request.branchName() + " already exists");
    }
    announce(record, caller, request.branchName(), Optional.empty(), Optional.of(commit.name()));
    return CreateBranchResponse.builder().build();
  }

  private GetBranchResponse get(Caller caller, GetBranchRequest request) {
    Repository git =
        repositories.git(repositories.existing(caller.place(), request.repositoryName()));
    Ref branch = existing(git, request.branchName());
    return GetBranchResponse.builder().branch(info(branch)).build();
  }

  private ListBranchesResponse list(Caller caller, ListBranchesRequest request) {
    Repository git =
        repositories.git(repositories.existing(caller.place(), request.repositoryName()));
    try {
      List<String> names =
          git.getRefDatabase().getRefsByPrefix(Constants.R_HEADS).stream()
              .map(ref -> ref.getName().substring(Constants.R_HEADS.length()))
              .sorted()
              .toList();
      Page<String> page =
          Page.of(names, "branches/" + request.repositoryName(), request.nextToken(), 1000);
      return ListBranchesResponse.builder()
          .branches(page.items())
          .nextToken(page.next().orElse(null))
          .build();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private DeleteBranchResponse delete(Caller caller, DeleteBranchRequest request) {
    RepositoryRecord record = repositories.existing(caller.place(), request.repositoryName());
    Repository git = repositories.git(record);
    String fullName = Constants.R_HEADS + request.branchName();
    if (fullName.equals(Pushes.defaultBranch(git))) {
      throw AwsError.of(
          "DefaultBranchCannotBeDeletedException",
          "Cannot delete the default branch: " + request.branchName());
    }
    try {
      Ref branch = git.exactRef(fullName);
      if (branch == null || branch.getObjectId() == null) {
        return DeleteBranchResponse.builder().build();
      }
      RefUpdate update = git.updateRef(fullName);
      update.setForceUpdate(true);
      update.delete();
      announce(
          record,
          caller,
          request.branchName(),
          Optional.of(branch.getObjectId().name()),
          Optional.empty());
      return DeleteBranchResponse.builder().deletedBranch(info(branch)).build();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private UpdateDefaultBranchResponse makeDefault(
      Caller caller, UpdateDefaultBranchRequest request) {
    Repository git =
        repositories.git(repositories.existing(caller.place(), request.repositoryName()));
    Ref branch = existing(git, request.defaultBranchName());
    try {
      git.updateRef(Constants.HEAD).link(branch.getName());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return UpdateDefaultBranchResponse.builder().build();
  }

  private void announce(
      RepositoryRecord record,
      Caller caller,
      String branch,
      Optional<String> before,
      Optional<String> after) {
    events.moved(
        record, new ReferenceChange(Constants.R_HEADS + branch, before, after), caller.arn());
  }

  /** Moves a branch if it still is where it was; false when it is not. */
  static boolean move(Repository git, String branch, Optional<ObjectId> expected, ObjectId to) {
    try {
      RefUpdate update = git.updateRef(Constants.R_HEADS + branch);
      update.setExpectedOldObjectId(expected.orElse(ObjectId.zeroId()));
      update.setNewObjectId(to);
      update.setForceUpdate(true);
      return switch (update.update()) {
        case NEW, FAST_FORWARD, FORCED -> true;
        default -> false;
      };
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Ref existing(Repository git, String branch) {
    try {
      Ref ref = git.exactRef(Constants.R_HEADS + branch);
      if (ref == null) {
        throw AwsError.of("BranchDoesNotExistException", "Branch " + branch + " does not exist");
      }
      return ref;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static BranchInfo info(Ref branch) {
    return BranchInfo.builder()
        .branchName(branch.getName().substring(Constants.R_HEADS.length()))
        .commitId(ObjectId.toString(branch.getObjectId()))
        .build();
  }
}
