package dev.signalbox.local.codecommit;

import dev.signalbox.local.api.Caller;
import dev.signalbox.local.api.Place;
import dev.signalbox.local.api.Service;
import dev.signalbox.local.codecommit.git.Hosted;
import dev.signalbox.local.codecommit.git.Hosting;
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
  private final Hosting repositories;
  private final TagOperations tags;
  private final Supplier<URI> address;

  RepositoryOperations(Hosting repositories, TagOperations tags, Supplier<URI> address) {
    this.repositories = repositories;
    this.tags = tags;
    this.address = address;
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
    TagOperations.check(request.tags());
    String description = Optional.ofNullable(request.repositoryDescription()).orElse("");
    Hosted record =
        repositories.create(
            caller.place(),
            request.repositoryName(),
            description,
            Optional.ofNullable(request.kmsKeyId()).orElse(""));
    tags.put(record, request.tags());
    return CreateRepositoryResponse.builder().repositoryMetadata(metadata(record)).build();
  }

  private GetRepositoryResponse get(Caller caller, GetRepositoryRequest request) {
    Hosted record = repositories.get(caller.place(), request.repositoryName());
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
    Comparator<Hosted> order =
        request.sortBy() == SortByEnum.LAST_MODIFIED_DATE
            ? Comparator.comparingLong(Hosted::modified)
            : Comparator.comparing(Hosted::name);
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
    repositories.rename(caller.place(), request.oldName(), request.newName());
    return UpdateRepositoryNameResponse.builder().build();
  }

  private UpdateRepositoryDescriptionResponse describe(
      Caller caller, UpdateRepositoryDescriptionRequest request) {
    Hosted record = repositories.get(caller.place(), request.repositoryName());
    String description = Optional.ofNullable(request.repositoryDescription()).orElse("");
    repositories.describe(record, description);
    return UpdateRepositoryDescriptionResponse.builder().build();
  }

  private DeleteRepositoryResponse delete(Caller caller, DeleteRepositoryRequest request) {
    Optional<Hosted> record = repositories.delete(caller.place(), request.repositoryName());
    return DeleteRepositoryResponse.builder()
        .repositoryId(record.map(Hosted::id).orElse(null))
        .build();
  }

  RepositoryMetadata metadata(Hosted record) {
    Place place = record.place();
    return RepositoryMetadata.builder()
        .accountId(place.account())
        .repositoryId(record.id())
        .repositoryName(record.name())
        .repositoryDescription(record.description().isEmpty() ? null : record.description())
        .defaultBranch(repositories.data(record).defaultBranch().orElse(null))
        .kmsKeyId(record.kmsKeyId().isEmpty() ? null : record.kmsKeyId())
        .creationDate(Instant.ofEpochMilli(record.created()))
        .lastModifiedDate(Instant.ofEpochMilli(record.modified()))
        .cloneUrlHttp(cloneUrl(record))
        .cloneUrlSsh(
            "ssh://git-codecommit." + place.region() + ".amazonaws.com/v1/repos/" + record.name())
        .arn(record.arn())
        .build();
  }

  String cloneUrl(Hosted record) {
    return address.get() + "/v1/repos/" + record.name();
  }
}
