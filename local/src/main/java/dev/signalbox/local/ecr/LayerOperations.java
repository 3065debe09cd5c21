package dev.signalbox.local.ecr;

import dev.signalbox.local.api.AwsError;
import dev.signalbox.local.api.Caller;
import dev.signalbox.local.api.Service;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.ecr.model.BatchCheckLayerAvailabilityRequest;
import software.amazon.awssdk.services.ecr.model.BatchCheckLayerAvailabilityResponse;
import software.amazon.awssdk.services.ecr.model.CompleteLayerUploadRequest;
import software.amazon.awssdk.services.ecr.model.CompleteLayerUploadResponse;
import software.amazon.awssdk.services.ecr.model.InitiateLayerUploadRequest;
import software.amazon.awssdk.services.ecr.model.InitiateLayerUploadResponse;
import software.amazon.awssdk.services.ecr.model.Layer;
import software.amazon.awssdk.services.ecr.model.LayerAvailability;
import software.amazon.awssdk.services.ecr.model.LayerFailure;
import software.amazon.awssdk.services.ecr.model.LayerFailureCode;
import software.amazon.awssdk.services.ecr.model.UploadLayerPartRequest;
import software.amazon.awssdk.services.ecr.model.UploadLayerPartResponse;

/** The operations by which layers come into a repository. */
final class LayerOperations {
  private static final String MEDIA_TYPE = "application/vnd.docker.image.rootfs.diff.tar.gzip";

  private final Repositories repositories;
  private final Layers layers;
  private final Uploads uploads;

  LayerOperations(Repositories repositories, Layers layers, Uploads uploads) {
    this.repositories = repositories;
    this.layers = layers;
    this.uploads = uploads;
  }

  void addTo(Service service) {
    service
        .on("BatchCheckLayerAvailability", BatchCheckLayerAvailabilityRequest::builder, this::check)
        .on("InitiateLayerUpload", InitiateLayerUploadRequest::builder, this::initiate)
        .on("UploadLayerPart", UploadLayerPartRequest::builder, this::upload)
        .on("CompleteLayerUpload", CompleteLayerUploadRequest::builder, this::complete);
  }

  private BatchCheckLayerAvailabilityResponse check(
      Caller caller, BatchCheckLayerAvailabilityRequest request) {
    Repository repository =
        repositories.forCaller(
            caller, request.registryId(), request.repositoryName(), "BatchCheckLayerAvailability");
    List<Layer> found = new ArrayList<>();
    List<LayerFailure> failures = new ArrayList<>();
    for (String digest : request.layerDigests()) {
      if (digest.matches("sha256:[0-9a-f]{64}")) {
        found.add(availability(digest, layers.find(repository, digest)));
      } else {
        failures.add(
            LayerFailure.builder()
                .layerDigest(digest)
                .failureCode(LayerFailureCode.INVALID_LAYER_DIGEST)
                .failureReason("Invalid layer digest")
                .build());
      }
    }
    return BatchCheckLayerAvailabilityResponse.builder().layers(found).failures(failures).build();
  }

  private static Layer availability(String digest, Optional<Path> file) {
    Layer.Builder layer = Layer.builder().layerDigest(digest);
    return file.map(it ->
            layer
                .layerAvailability(LayerAvailability.AVAILABLE)
                .layerSize(it.toFile().length())
                .mediaType(MEDIA_TYPE)
                .build())
        .orElseGet(() -> layer.layerAvailability(LayerAvailability.UNAVAILABLE).build());
  }

  private InitiateLayerUploadResponse initiate(Caller caller, InitiateLayerUploadRequest request) {
    Repository repository =
        repositories.forCaller(
            caller, request.registryId(), request.repositoryName(), "InitiateLayerUpload");
    return InitiateLayerUploadResponse.builder()
        .uploadId(uploads.begin(repository))
        .partSize(Uploads.PART_SIZE)
        .build();
  }

  private UploadLayerPartResponse upload(Caller caller, UploadLayerPartRequest request) {
    Repository repository =
        repositories.forCaller(
            caller, request.registryId(), request.repositoryName(), "UploadLayerPart");
    byte[] part = request.layerPartBlob().asByteArrayUnsafe();
    if (request.partLastByte() - request.partFirstByte() + 1 != part.length) {
      throw EcrError.invalidParameter(
          "the layer part has "
              + part.length
              + " bytes, not those from "
              + request.partFirstByte()
              + " to "
              + request.partLastByte());
    }
    long last = uploads.add(repository, request.uploadId(), request.partFirstByte(), part);
    return UploadLayerPartResponse.builder()
        .registryId(repository.place().account())
        .repositoryName(repository.name())
        .uploadId(request.uploadId())
        .lastByteReceived(last)
        .build();
  }

  private CompleteLayerUploadResponse complete(Caller caller, CompleteLayerUploadRequest request) {
    Repository repository =
        repositories.forCaller(
            caller, request.registryId(), request.repositoryName(), "CompleteLayerUpload");
    Path file = uploads.end(repository, request.uploadId());
    try {
      String digest = verified(file, request);
      if (layers.find(repository, digest).isPresent()) {
        Files.delete(file);
        throw AwsError.of(
            "LayerAlreadyExistsException",
            "The layer with digest '"
                + digest
                + "' already exists in the repository with name '"
                + repository.name()
                + "' in registry with id '"
                + repository.place().account()
                + "'");
      }
      layers.keep(repository, digest, file);
      return CompleteLayerUploadResponse.builder()
          .registryId(repository.place().account())
          .repositoryName(repository.name())
          .uploadId(request.uploadId())
          .layerDigest(digest)
          .build();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String verified(Path file, CompleteLayerUploadRequest request) throws IOException {
    if (Files.size(file) == 0) {
      Files.delete(file);
      throw AwsError.of(
          "EmptyUploadException", "The upload with id '" + request.uploadId() + "' has no parts");
    }
    String digest = Layers.digest(file);
    if (!request.layerDigests().contains(digest)) {
      Files.delete(file);
      throw EcrError.invalidLayer(
          "The layer's digest is '" + digest + "', not " + request.layerDigests());
    }
    return digest;
  }
}
