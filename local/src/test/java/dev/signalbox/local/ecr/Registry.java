package dev.signalbox.local.ecr;

import java.nio.charset.StandardCharsets;
import java.util.List;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.ecr.EcrClient;
import software.amazon.awssdk.services.ecr.model.Image;

/** Pushes images as a client does, layer by layer. */
public record Registry(EcrClient ecr) {

  String upload(String repository, byte[] blob) {
    String id = ecr.initiateLayerUpload(it -> it.repositoryName(repository)).uploadId();
    ecr.uploadLayerPart(it ->
        it.repositoryName(repository)
            .uploadId(id)
            .partFirstByte(0L)
            .partLastByte(blob.length - 1L)
            .layerPartBlob(SdkBytes.fromByteArray(blob)));
    return ecr.completeLayerUpload(
            it -> it.repositoryName(repository).uploadId(id).layerDigests(Layers.digest(blob)))
        .layerDigest();
  }

  /** The layers are new to the repository. */
  public Image push(String repository, String tag, String config, byte[]... layers) {
    byte[] configBlob = config.getBytes(StandardCharsets.UTF_8);
    upload(repository, configBlob);
    List<String> digests =
        java.util.Arrays.stream(layers).map(it -> upload(repository, it)).toList();
    return ecr.putImage(it ->
            it.repositoryName(repository)
                .imageTag(tag)
                .imageManifest(manifest(Layers.digest(configBlob), digests)))
        .image();
  }

  static String manifest(String config, List<String> layers) {
    return """
    {"schemaVersion":2,"mediaType":"application/vnd.oci.image.manifest.v1+json",
     "config":{"mediaType":"application/vnd.oci.image.config.v1+json","digest":"%s","size":2},
     "layers":[%s]}\
    """
        .formatted(
            config,
            String.join(
                ",",
                layers.stream()
                    .map(it ->
                        "{\"mediaType\":\"application/vnd.oci.image.layer.v1.tar+gzip\","
                            + "\"digest\":\"%s\",\"size\":1}".formatted(it))
                    .toList()));
  }
}
