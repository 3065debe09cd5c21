package dev.signalbox.local.ecr;

import dev.signalbox.local.api.AwsError;
import dev.signalbox.local.api.Place;

/** ECR's answers that are not results. */
final class EcrError {
  private EcrError() {}

  static AwsError noRepository(Place place, String name) {
    return AwsError.of(
        "RepositoryNotFoundException",
        "The repository with name '"
            + name
            + "' does not exist in the registry with id '"
            + place.account()
            + "'");
  }

  static AwsError noImage(String repository, String id, Place place) {
    return AwsError.of(
        "ImageNotFoundException",
        "The image with imageId "
            + id
            + " does not exist within the repository with name '"
            + repository
            + "' in the registry with id '"
            + place.account()
            + "'");
  }

  static AwsError invalidParameter(String message) {
    return AwsError.of("InvalidParameterException", "Invalid parameter: " + message);
  }

  static AwsError invalidLayer(String message) {
    return AwsError.of("InvalidLayerException", message);
  }
}
