package dev.signalbox.local.codecommit;

import dev.signalbox.local.api.AwsError;
import dev.signalbox.local.api.Caller;
import dev.signalbox.local.api.Service;
import dev.signalbox.local.codecommit.git.BranchName;
import dev.signalbox.local.codecommit.git.GitData;
import dev.signalbox.local.codecommit.git.Hosted;
import dev.signalbox.local.codecommit.git.Hosting;
import dev.signalbox.local.codecommit.git.References;
import dev.signalbox.local.codecommit.history.Commits;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Ref;
import org.eclipse.jgit.lib.Repository;
import org.jspecify.annotations.Nullable;
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
  private final Hosting repositories;
  private final References references;

  BranchOperations(Hosting repositories, References references) {
    this.repositories = repositories;
    this.references = references;
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
    Hosted record = repositories.get(caller.place(), request.repositoryName());
    Repository git = repositories.data(record).repository();
    if (!BranchName.isValid(request.branchName())) {
      throw AwsError.of(
          "InvalidBranchNameException",
          "The specified branch name is not valid: " + request.branchName());
    }
    if (!request.commitId().matches("[0-9a-f]{40}")) {
      throw AwsError.of("InvalidCommitIdException", "The specified commit ID is not valid.");
    }
    ObjectId commit = new Commits(git).existing(request.commitId());
    if (!references.move(
        record,
        caller,
        Constants.R_HEADS + request.branchName(),
        ObjectId.zeroId(),
        commit,
        Optional.empty())) {
      throw AwsError.of(
          "BranchNameExistsException", "Branch named " + request.branchName() + " already exists");
    }
    return CreateBranchResponse.builder().build();
  }

  private GetBranchResponse get(Caller caller, GetBranchRequest request) {
    Repository git = git(caller, request.repositoryName());
    Ref branch = existing(git, request.branchName());
    return GetBranchResponse.builder().branch(info(branch)).build();
  }

  private ListBranchesResponse list(Caller caller, ListBranchesRequest request) {
    Repository git = git(caller, request.repositoryName());
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
    Hosted record = repositories.get(caller.place(), request.repositoryName());
    GitData data = repositories.data(record);
    String fullName = Constants.R_HEADS + request.branchName();
    if (data.defaultBranch().filter(request.branchName()::equals).isPresent()) {
      throw AwsError.of(
          "DefaultBranchCannotBeDeletedException",
          "Cannot delete the default branch: " + request.branchName());
    }
    // Another request may have deleted it since it was looked up: then this one deleted nothing.
    Optional<Ref> branch =
        find(data.repository(), request.branchName())
            .filter(ref -> deleted(record, caller, fullName, ref.getObjectId()));
    return DeleteBranchResponse.builder()
        .deletedBranch(branch.map(BranchOperations::info).orElse(null))
        .build();
  }

  private boolean deleted(Hosted record, Caller caller, String fullName, @Nullable ObjectId from) {
    return from != null
        && references.move(record, caller, fullName, from, ObjectId.zeroId(), Optional.empty());
  }

  private UpdateDefaultBranchResponse makeDefault(
      Caller caller, UpdateDefaultBranchRequest request) {
    GitData data = repositories.data(repositories.get(caller.place(), request.repositoryName()));
    existing(data.repository(), request.defaultBranchName());
    data.makeDefault(request.defaultBranchName());
    return UpdateDefaultBranchResponse.builder().build();
  }

  private Repository git(Caller caller, String name) {
    return repositories.data(repositories.get(caller.place(), name)).repository();
  }

  private static Optional<Ref> find(Repository git, String branch) {
    try {
      return Optional.ofNullable(git.exactRef(Constants.R_HEADS + branch));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Ref existing(Repository git, String branch) {
    return find(git, branch)
        .orElseThrow(() ->
            AwsError.of("BranchDoesNotExistException", "Branch " + branch + " does not exist"));
  }

  private static BranchInfo info(Ref branch) {
    return BranchInfo.builder()
        .branchName(branch.getName().substring(Constants.R_HEADS.length()))
        .commitId(ObjectId.toString(branch.getObjectId()))
        .build();
  }
}
