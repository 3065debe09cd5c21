package dev.signalbox.local.codecommit;

import dev.signalbox.local.api.Caller;
import dev.signalbox.local.api.Clock;
import dev.signalbox.local.api.Place;
import dev.signalbox.local.api.Service;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import software.amazon.awssdk.services.codecommit.model.BatchGetRepositoriesRequest;
import software.amazon.awssdk.services.codecommit.model.BatchGetRepositoriesResponse;
import software.amazon.awssdk.services.codecommit.model.CreateRepositoryRequest;
import software.amazon.awssdk.services.codecommit.model.CreateRepositoryResponse;
import software.amazon.awssdk.services.codecommit.model.DeleteRepositoryRequest;
import software.amazon.awssdk.services.codecommit.model.DeleteRepositoryResponse;
import software.amazon.awssdk.services.codecommit.model.GetRepositoryRequest;
import software.amazon.awssdk.services.codecommit.model.GetRepositoryResponse;
import software.amazon.awssdk.services.codecommit.model.ListRepositoriesRequest;
import software.amazon.awssdk.services.codecommit.model.ListRepositoriesResponse;
import software.amazon.awssdk.services.codecommit.model.OrderEnum;
import software.amazon.awssdk.services.codecommit.model.RepositoryMetadata;
import software.amazon.awssdk.services.codecommit.model.RepositoryNameIdPair;
import software.amazon.awssdk.services.codecommit.model.SortByEnum;
import software.amazon.awssdk.services.codecommit.model.UpdateRepositoryDescriptionRequest;
import software.amazon.awssdk.services.codecommit.model.UpdateRepositoryDescriptionResponse;
import software.amazon.awssdk.services.codecommit.model.UpdateRepositoryNameRequest;
import software.amazon.awssdk.services.codecommit.model.UpdateRepositoryNameResponse;

/** Repositories as such. */
final class RepositoryOperations {
  private final KnownRepositories repositories;
  private final Supplier<URI> address;
  private final Clock clock;

  RepositoryOperations(KnownRepositories repositories, Supplier<URI> address, Clock clock) {
    this.repositories = repositories;
    this.address = address;
    this.clock = clock;
  }

  void addTo(Service service) {
    service
        .on("CreateRepository", CreateRepositoryRequest::builder, this::create)
        .on("GetRepository", GetRepositoryRequest::builder, this::get)
        .on("BatchGetRepositories", BatchGetRepositoriesRequest::builder, this::batchGet)
        .on("ListRepositories", ListRepositoriesRequest::builder, this::list)
        .on("UpdateRepositoryName", UpdateRepositoryNameRequest::builder, this::rename)
        .on(
            "UpdateRepositoryDescription",
            UpdateRepositoryDescriptionRequest::builder,
            this::describe)
        .on("DeleteRepository", DeleteRepositoryRequest::builder, this::delete);
  }

  private CreateRepositoryResponse create(Caller caller, CreateRepositoryRequest request) {
    String description = Optional.ofNullable(request.repositoryDescription()).orElse("");
    RepositoryRecord record =
        repositories.create(caller.place(), request.repositoryName(), description);
    return CreateRepositoryResponse.builder().repositoryMetadata(metadata(record)).build();
  }

  private GetRepositoryResponse get(Caller caller, GetRepositoryRequest request) {
    RepositoryRecord record = repositories.existing(caller.place(), request.repositoryName());
    return GetRepositoryResponse.builder().repositoryMetadata(metadata(record)).build();
  }

  private BatchGetRepositoriesResponse batchGet(
      Caller caller, BatchGetRepositoriesRequest request) {
    List<RepositoryMetadata> found = new ArrayList<>();
    List<String> missing = new ArrayList<>();
    for (String name : request.repositoryNames()) {
      repositories
          .find(caller.place(), name)
          .ifPresentOrElse(record -> found.add(metadata(record)), () -> missing.add(name));
    }
    return BatchGetRepositoriesResponse.builder()
        .repositories(found)
        .repositoriesNotFound(missing)
        .build();
  }

  private ListRepositoriesResponse list(Caller caller, ListRepositoriesRequest request) {
    Comparator<RepositoryRecord> order =
        request.sortBy() == SortByEnum.LAST_MODIFIED_DATE
            ? Comparator.comparingLong(RepositoryRecord::modifiedMillis)
            : Comparator.comparing(RepositoryRecord::name);
    if (request.order() == OrderEnum.DESCENDING) {
      order = order.reversed();
    }
    List<RepositoryNameIdPair> pairs =
        repositories.in(caller.place()).stream()
            .sorted(order)
            .map(record ->
                RepositoryNameIdPair.builder()
                    .repositoryName(record.name())
                    .repositoryId(record.id())
                    .build())
            .toList();
    Page<RepositoryNameIdPair> page = Page.of(pairs, "repositories", request.nextToken(), 1000);
    return ListRepositoriesResponse.builder()
        .repositories(page.items())
        .nextToken(page.next().orElse(null))
        .build();
  }

  private UpdateRepositoryNameResponse rename(Caller caller, UpdateRepositoryNameRequest request) {
    repositories.rename(
        repositories.existing(caller.place(), request.oldName()), request.newName());
    return UpdateRepositoryNameResponse.builder().build();
  }

  private UpdateRepositoryDescriptionResponse describe(
      Caller caller, UpdateRepositoryDescriptionRequest request) {
    RepositoryRecord record = repositories.existing(caller.place(), request.repositoryName());
    String description = Optional.ofNullable(request.repositoryDescription()).orElse("");
    repositories.put(record.described(description, clock.instant().toEpochMilli()));
    return UpdateRepositoryDescriptionResponse.builder().build();
  }

  private DeleteRepositoryResponse delete(Caller caller, DeleteRepositoryRequest request) {
    Optional<RepositoryRecord> record = repositories.find(caller.place(), request.repositoryName());
    record.ifPresent(repositories::delete);
    return DeleteRepositoryResponse.builder()
        .repositoryId(record.map(RepositoryRecord::id).orElse(null))
        .build();
  }

  RepositoryMetadata metadata(RepositoryRecord record) {
    String branch = Pushes.defaultBranch(repositories.git(record));
    Place place = record.place();
    return RepositoryMetadata.builder()
        .accountId(place.account())
        .repositoryId(record.id())
        .repositoryName(record.name())
        .repositoryDescription(record.description().isEmpty() ? null : record.description())
        .defaultBranch(branch.isEmpty() ? null : branch.substring("refs/heads/".length()))
        .creationDate(Instant.ofEpochMilli(record.createdMillis()))
        .lastModifiedDate(Instant.ofEpochMilli(record.modifiedMillis()))
        .cloneUrlHttp(cloneUrl(record))
        .cloneUrlSsh(
            "ssh://git-codecommit." + place.region() + ".amazonaws.com/v1/repos/" + record.name())
        .arn(record.arn())
        .build();
  }

  String cloneUrl(RepositoryRecord record) {
    return address.get() + "/v1/repos/" + record.name();
  }
}
