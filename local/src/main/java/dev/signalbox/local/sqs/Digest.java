package dev.signalbox.local.sqs;

import dev.signalbox.local.sqs.Message.Attribute;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The MD5 sums by which clients check that SQS understood them. */
final class Digest {
  private static final int TEXT = 1;
  private static final int BINARY = 2;

  private Digest() {}

  static String of(String body) {
    return md5(body.getBytes(StandardCharsets.UTF_8));
  }

  /** Empty when there are no attributes. */
  static Optional<String> of(Map<String, Attribute> attributes) {
    if (attributes.isEmpty()) {
      return Optional.empty();
    }
    var bytes = new ByteArrayOutputStream();
    new TreeMap<>(attributes)
        .forEach((name, attribute) -> {
          add(bytes, name.getBytes(StandardCharsets.UTF_8));
          add(bytes, attribute.type().getBytes(StandardCharsets.UTF_8));
          bytes.write(attribute.binary() ? BINARY : TEXT);
          add(bytes, value(attribute));
        });
    return Optional.of(md5(bytes.toByteArray()));
  }

  static byte[] value(Attribute attribute) {
    return attribute.binary()
        ? Base64.getDecoder().decode(attribute.text())
        : attribute.text().getBytes(StandardCharsets.UTF_8);
  }

  private static void add(ByteArrayOutputStream bytes, byte[] part) {
    bytes.writeBytes(ByteBuffer.allocate(Integer.BYTES).putInt(part.length).array());
    bytes.writeBytes(part);
  }

  private static String md5(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("MD5").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every JDK has MD5", e);
    }
  }
}
