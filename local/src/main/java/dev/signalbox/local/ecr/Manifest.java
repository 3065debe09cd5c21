package dev.signalbox.local.ecr;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * An image manifest as Docker or OCI write it.
 *
 * @param config the blob that says how to run the image; empty for an index of images
 * @param layers from the lowest to the highest
 * @param images those an index leads to, for one platform each
 */
record Manifest(String mediaType, Optional<Blob> config, List<Blob> layers, List<Blob> images) {
  static final String OCI_IMAGE = "application/vnd.oci.image.manifest.v1+json";
  private static final String OCI_INDEX = "application/vnd.oci.image.index.v1+json";
  private static final List<String> IMAGES =
      List.of(OCI_IMAGE, "application/vnd.docker.distribution.manifest.v2+json");
  private static final List<String> INDEXES =
      List.of(OCI_INDEX, "application/vnd.docker.distribution.manifest.list.v2+json");
  private static final JsonMapper JSON = new JsonMapper();

  /** A reference to a blob. */
  record Blob(String mediaType, String digest, long size) {}

  Manifest {
    layers = List.copyOf(layers);
    images = List.copyOf(images);
  }

  /**
   * @param declared the media type the client gave, which goes before the one in the text
   * @throws dev.signalbox.local.api.AwsError InvalidParameterException
   */
  static Manifest parse(String text, Optional<String> declared) {
    JsonNode manifest = json(text);
    String type =
        declared
            .or(() -> Optional.ofNullable(manifest.path("mediaType").textValue()))
            .orElse(manifest.has("manifests") ? OCI_INDEX : OCI_IMAGE);
    if (manifest.path("schemaVersion").asInt() != 2) {
      throw invalid("its schemaVersion is not 2");
    }
    if (INDEXES.contains(type)) {
      return new Manifest(type, Optional.empty(), List.of(), blobs(manifest.path("manifests")));
    }
    if (!IMAGES.contains(type)) {
      throw invalid("its media type is " + type);
    }
    return new Manifest(
        type,
        Optional.of(blob(manifest.path("config"))),
        blobs(manifest.path("layers")),
        List.of());
  }

  private static JsonNode json(String text) {
    try {
      return JSON.readTree(text);
    } catch (JsonProcessingException e) {
      throw invalid("it is not JSON");
    }
  }

  private static List<Blob> blobs(JsonNode list) {
    if (!list.isArray()) {
      throw invalid("its list of blobs is missing");
    }
    List<Blob> blobs = new ArrayList<>();
    list.forEach(it -> blobs.add(blob(it)));
    return blobs;
  }

  private static Blob blob(JsonNode node) {
    String digest = node.path("digest").asText();
    if (!digest.matches("sha256:[0-9a-f]{64}")) {
      throw invalid("a digest is '" + digest + "'");
    }
    return new Blob(node.path("mediaType").asText(), digest, node.path("size").asLong());
  }

  private static RuntimeException invalid(String why) {
    return EcrError.invalidParameter("'imageManifest' failed validation: " + why);
  }

  /** Every blob that has to be in the repository. */
  Stream<Blob> blobs() {
    return Stream.concat(config.stream(), layers.stream());
  }
}
