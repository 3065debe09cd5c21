package dev.signalbox.local.api;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** ECR, as the services that run containers see it. */
public interface Images {
  /**
   * What an image says about running it.
   *
   * @param repository {@code ACCOUNT.dkr.ecr.REGION.amazonaws.com/NAME}
   * @param digest {@code sha256:…} of its manifest
   * @param workingDirectory a path inside the image; empty or {@code /} for its root
   */
  record Image(
      String repository,
      String digest,
      List<String> entryPoint,
      List<String> command,
      Map<String, String> environment,
      String workingDirectory) {
    public Image {
      entryPoint = List.copyOf(entryPoint);
      command = List.copyOf(command);
      environment = Map.copyOf(environment);
    }
  }

  /**
   * The image that a tag or a digest stands for now.
   *
   * @param puller whose account asks; the repository's policy has to let in other accounts
   * @param reference {@code REPOSITORY:TAG} or {@code REPOSITORY@sha256:…}; without either the tag
   *     is {@code latest}
   * @throws AwsError InvalidParameterException for a reference that is not to ECR,
   *     RepositoryNotFoundException, ImageNotFoundException, AccessDeniedException
   */
  Image pull(Place puller, String reference);

  /**
   * Writes the files of the image, layer upon layer.
   *
   * @param into an existing directory that is empty
   * @throws AwsError ImageNotFoundException when it has been deleted since, InvalidLayerException
   *     when a layer cannot be read or one of its entries would lie outside the directory
   */
  void unpack(Image image, Path into);
}
