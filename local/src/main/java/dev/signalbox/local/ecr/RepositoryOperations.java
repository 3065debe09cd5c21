package dev.signalbox.local.ecr;

import dev.signalbox.local.api.AwsError;
import dev.signalbox.local.api.Caller;
import dev.signalbox.local.api.Clock;
import dev.signalbox.local.api.Paging;
import dev.signalbox.local.api.Paging.Page;
import dev.signalbox.local.api.Place;
import dev.signalbox.local.api.Service;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ecr.model.CreateRepositoryRequest;
import software.amazon.awssdk.services.ecr.model.CreateRepositoryResponse;
import software.amazon.awssdk.services.ecr.model.DeleteRepositoryRequest;
import software.amazon.awssdk.services.ecr.model.DeleteRepositoryResponse;
import software.amazon.awssdk.services.ecr.model.DescribeRepositoriesRequest;
import software.amazon.awssdk.services.ecr.model.DescribeRepositoriesResponse;
import software.amazon.awssdk.services.ecr.model.EncryptionType;
import software.amazon.awssdk.services.ecr.model.PutImageScanningConfigurationRequest;
import software.amazon.awssdk.services.ecr.model.PutImageScanningConfigurationResponse;
import software.amazon.awssdk.services.ecr.model.PutImageTagMutabilityRequest;
import software.amazon.awssdk.services.ecr.model.PutImageTagMutabilityResponse;

/** The operations that make, describe, change and delete repositories. */
final class RepositoryOperations {
  private static final Paging PAGES =
      new Paging(
          "repositories",
          100,
          1000,
          () -> EcrError.invalidParameter("'nextToken' failed validation"));

  private final Repositories repositories;
  private final ImageHouse images;
  private final Layers layers;
  private final Clock clock;

  RepositoryOperations(Repositories repositories, ImageHouse images, Layers layers, Clock clock) {
    this.repositories = repositories;
    this.images = images;
    this.layers = layers;
    this.clock = clock;
  }

  void addTo(Service service) {
    service
        .on("CreateRepository", CreateRepositoryRequest::builder, this::create)
        .on("DescribeRepositories", DescribeRepositoriesRequest::builder, this::describe)
        .on("DeleteRepository", DeleteRepositoryRequest::builder, this::delete)
        .on("PutImageTagMutability", PutImageTagMutabilityRequest::builder, this::changeMutability)
        .on(
            "PutImageScanningConfiguration",
            PutImageScanningConfigurationRequest::builder,
            this::scanning);
  }

  CreateRepositoryResponse create(Caller caller, CreateRepositoryRequest request) {
    Place place = Repositories.place(caller, request.registryId());
    if (!place.equals(caller.place())) {
      throw EcrError.invalidParameter("'registryId' must be your own");
    }
    Map<String, String> tags = new HashMap<>();
    request.tags().forEach(it -> tags.put(it.key(), it.value()));
    Repository repository =
        new Repository(
            place,
            request.repositoryName(),
            clock.instant(),
            mutability(request.imageTagMutabilityAsString()),
            request.imageScanningConfiguration() != null
                && Boolean.TRUE.equals(request.imageScanningConfiguration().scanOnPush()),
            tags,
            Optional.empty());
    if (!repositories.add(repository)) {
      throw AwsError.of(
          "RepositoryAlreadyExistsException",
          "The repository with name '"
              + repository.name()
              + "' already exists in the registry with id '"
              + place.account()
              + "'");
    }
    return CreateRepositoryResponse.builder().repository(described(repository)).build();
  }

  static String mutability(@Nullable String wanted) {
    String mutability = Optional.ofNullable(wanted).orElse("MUTABLE");
    if (mutability.endsWith("_WITH_EXCLUSION")) {
      throw AwsError.notImplemented("ecr", "imageTagMutability " + mutability);
    }
    return mutability;
  }

  static software.amazon.awssdk.services.ecr.model.Repository described(Repository it) {
    return software.amazon.awssdk.services.ecr.model.Repository.builder()
        .repositoryArn(it.arn())
        .registryId(it.place().account())
        .repositoryName(it.name())
        .repositoryUri(it.uri())
        .createdAt(it.created())
        .imageTagMutability(it.mutability())
        .imageScanningConfiguration(scan -> scan.scanOnPush(it.scanOnPush()))
        .encryptionConfiguration(how -> how.encryptionType(EncryptionType.AES256))
        .build();
  }

  private DescribeRepositoriesResponse describe(
      Caller caller, DescribeRepositoriesRequest request) {
    Place place = Repositories.place(caller, request.registryId());
    List<Repository> found;
    if (request.hasRepositoryNames()) {
      found =
          request.repositoryNames().stream()
              .map(it ->
                  repositories.forCaller(caller, request.registryId(), it, "DescribeRepositories"))
              .toList();
    } else {
      found = place.equals(caller.place()) ? repositories.of(place) : List.of();
    }
    Page<Repository> page = PAGES.page(found, request.maxResults(), request.nextToken());
    return DescribeRepositoriesResponse.builder()
        .repositories(page.items().stream().map(RepositoryOperations::described).toList())
        .nextToken(page.next())
        .build();
  }

  private DeleteRepositoryResponse delete(Caller caller, DeleteRepositoryRequest request) {
    Repository repository =
        repositories.forCaller(
            caller, request.registryId(), request.repositoryName(), "DeleteRepository");
    List<StoredImage> held = images.of(repository);
    if (!held.isEmpty() && !Boolean.TRUE.equals(request.force())) {
      throw AwsError.of(
          "RepositoryNotEmptyException",
          "The repository with name '"
              + repository.name()
              + "' in registry with id '"
              + repository.place().account()
              + "' cannot be deleted because it still contains images");
    }
    repositories.remove(repository);
    held.forEach(images::remove);
    layers.forget(repository);
    return DeleteRepositoryResponse.builder().repository(described(repository)).build();
  }

  private PutImageTagMutabilityResponse changeMutability(
      Caller caller, PutImageTagMutabilityRequest request) {
    Repository repository =
        repositories.forCaller(
            caller, request.registryId(), request.repositoryName(), "PutImageTagMutability");
    String mutability = mutability(request.imageTagMutabilityAsString());
    repositories.update(repository, it -> it.mutability(mutability));
    return PutImageTagMutabilityResponse.builder()
        .registryId(repository.place().account())
        .repositoryName(repository.name())
        .imageTagMutability(mutability)
        .build();
  }

  private PutImageScanningConfigurationResponse scanning(
      Caller caller, PutImageScanningConfigurationRequest request) {
    Repository repository =
        repositories.forCaller(
            caller,
            request.registryId(),
            request.repositoryName(),
            "PutImageScanningConfiguration");
    boolean onPush = Boolean.TRUE.equals(request.imageScanningConfiguration().scanOnPush());
    repositories.update(repository, it -> it.scanOnPush(onPush));
    return PutImageScanningConfigurationResponse.builder()
        .registryId(repository.place().account())
        .repositoryName(repository.name())
        .imageScanningConfiguration(it -> it.scanOnPush(onPush))
        .build();
  }
}
