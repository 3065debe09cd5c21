package dev.signalbox.local.ecr;

import java.util.Optional;
import software.amazon.awssdk.services.ecr.model.ImageFailure;
import software.amazon.awssdk.services.ecr.model.ImageFailureCode;
import software.amazon.awssdk.services.ecr.model.ImageIdentifier;

/** Finds the images that requests name by tag, by digest or by both. */
record ImageIds(ImageHouse images) {

  Optional<StoredImage> find(Repository repository, ImageIdentifier id) {
    Optional<String> tag = Optional.ofNullable(id.imageTag());
    if (id.imageDigest() == null) {
      return tag.flatMap(it -> images.byTag(repository, it));
    }
    return images
        .byDigest(repository, id.imageDigest())
        .filter(image -> tag.isEmpty() || image.tags().contains(tag.get()));
  }

  StoredImage get(Repository repository, ImageIdentifier id) {
    require(id);
    return find(repository, id)
        .orElseThrow(() -> EcrError.noImage(repository.name(), printed(id), repository.place()));
  }

  static void require(ImageIdentifier id) {
    if (id.imageDigest() == null && id.imageTag() == null) {
      throw EcrError.invalidParameter(
          "'imageId' failed validation: it needs an imageDigest or an imageTag");
    }
  }

  static String printed(ImageIdentifier id) {
    return "{imageDigest:'"
        + Optional.ofNullable(id.imageDigest()).orElse("null")
        + "', imageTag:'"
        + Optional.ofNullable(id.imageTag()).orElse("null")
        + "'}";
  }

  static ImageFailure failure(ImageIdentifier id) {
    return ImageFailure.builder()
        .imageId(id)
        .failureCode(code(id))
        .failureReason("Requested image not found")
        .build();
  }

  private static ImageFailureCode code(ImageIdentifier id) {
    if (id.imageDigest() == null && id.imageTag() == null) {
      return ImageFailureCode.MISSING_DIGEST_AND_TAG;
    }
    return id.imageDigest() == null || id.imageTag() == null
        ? ImageFailureCode.IMAGE_NOT_FOUND
        : ImageFailureCode.IMAGE_TAG_DOES_NOT_MATCH_DIGEST;
  }
}
