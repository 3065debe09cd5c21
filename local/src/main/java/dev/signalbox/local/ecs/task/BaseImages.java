package dev.signalbox.local.ecs.task;

import dev.signalbox.local.api.Images;
import dev.signalbox.local.api.Place;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Images of ECR, and those of public registries that hold nothing but a Java runtime and a shell:
 * this machine's own stand for them.
 */
public record BaseImages(Images images) implements Images {
  private static final String PUBLIC = "public.ecr.aws/";
  private static final Set<String> BASES =
      Set.of("amazoncorretto/amazoncorretto", "docker/library/eclipse-temurin");

  @Override
  public Image pull(Place puller, String reference) {
    return isBase(reference)
        ? new Image(reference, digest(reference), List.of(), List.of(), Map.of(), "")
        : images.pull(puller, reference);
  }

  @Override
  public void unpack(Image image, Path into) {
    if (!isBase(image.repository())) {
      images.unpack(image, into);
    }
  }

  private static boolean isBase(String reference) {
    return reference.startsWith(PUBLIC)
        && BASES.contains(reference.substring(PUBLIC.length()).replaceFirst("[:@].*", ""));
  }

  private static String digest(String reference) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(reference.getBytes(StandardCharsets.UTF_8));
      return "sha256:" + HexFormat.of().formatHex(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java has SHA-256", e);
    }
  }
}
