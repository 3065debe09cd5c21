package dev.signalbox.acceptance.gate;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.ecr.EcrClient;

/** An image of one layer, with these files and nothing else. */
record Image(Map<String, String> files) {
  private static final int BLOCK = 512;

  /** Pushes it as a client does. */
  void push(EcrClient ecr, String repository, String tag) {
    String config = upload(ecr, repository, ("{\"tag\":\"" + tag + "\"}").getBytes(UTF_8));
    String layer = upload(ecr, repository, layer());
    ecr.putImage(request ->
        request
            .repositoryName(repository)
            .imageTag(tag)
            .imageManifest(
                """
                {"schemaVersion":2,"mediaType":"application/vnd.oci.image.manifest.v1+json",
                 "config":{"mediaType":"application/vnd.oci.image.config.v1+json","digest":"%s","size":2},
                 "layers":[{"mediaType":"application/vnd.oci.image.layer.v1.tar+gzip","digest":"%s","size":1}]}\
                """
                    .formatted(config, layer)));
  }

  private static String upload(EcrClient ecr, String repository, byte[] blob) {
    String id = ecr.initiateLayerUpload(r -> r.repositoryName(repository)).uploadId();
    ecr.uploadLayerPart(request ->
        request
            .repositoryName(repository)
            .uploadId(id)
            .partFirstByte(0L)
            .partLastByte(blob.length - 1L)
            .layerPartBlob(SdkBytes.fromByteArray(blob)));
    return ecr.completeLayerUpload(
            r -> r.repositoryName(repository).uploadId(id).layerDigests(digest(blob)))
        .layerDigest();
  }

  private static String digest(byte[] blob) {
    try {
      return "sha256:"
          + HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(blob));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private byte[] layer() {
    var bytes = new ByteArrayOutputStream();
    try (var out = new GZIPOutputStream(bytes)) {
      for (Map.Entry<String, String> file : files.entrySet()) {
        byte[] content = file.getValue().getBytes(UTF_8);
        out.write(header(file.getKey(), content.length));
        out.write(content);
        out.write(new byte[(BLOCK - content.length % BLOCK) % BLOCK]);
      }
      out.write(new byte[2 * BLOCK]);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  private static byte[] header(String name, int size) {
    byte[] header = new byte[BLOCK];
    put(header, 0, name);
    put(header, 100, "0000644");
    put(header, 108, "0000000");
    put(header, 116, "0000000");
    put(header, 124, String.format(Locale.ROOT, "%011o", size));
    put(header, 136, "00000000000");
    put(header, 148, "        ");
    put(header, 156, "0");
    put(header, 257, "ustar");
    put(header, 263, "00");
    int sum = 0;
    for (byte one : header) {
      sum += one & 0xff;
    }
    put(header, 148, String.format(Locale.ROOT, "%06o\0 ", sum));
    return header;
  }

  private static void put(byte[] header, int at, String text) {
    byte[] written = text.getBytes(UTF_8);
    System.arraycopy(written, 0, header, at, written.length);
  }
}
