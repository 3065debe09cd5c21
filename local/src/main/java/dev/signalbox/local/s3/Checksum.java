package dev.signalbox.local.s3;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;
import java.util.zip.CRC32;
import java.util.zip.CRC32C;

/** The checksum algorithms of S3. */
enum Checksum {
  CRC32,
  CRC32C,
  CRC64NVME,
  SHA1,
  SHA256;

  /** A sum in the making. */
  sealed interface Sum {
    void add(byte[] bytes, int offset, int length);

    byte[] value();

    default String base64() {
      return Base64.getEncoder().encodeToString(value());
    }
  }

  Sum sum() {
    return switch (this) {
      case CRC32 -> new Cyclic(new CRC32(), 4);
      case CRC32C -> new Cyclic(new CRC32C(), 4);
      case CRC64NVME -> new Cyclic(new Crc64Nvme(), 8);
      case SHA1 -> new Cryptographic("SHA-1");
      case SHA256 -> new Cryptographic("SHA-256");
    };
  }

  /** The header that carries it: {@code x-amz-checksum-crc32} … */
  String header() {
    return "x-amz-checksum-" + name().toLowerCase(Locale.ROOT);
  }

  /** The element that carries it: {@code ChecksumCRC32} … */
  String element() {
    return "Checksum" + name();
  }

  /** As messages name it: {@code crc32} … */
  String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Only these can be told of a whole object that came in parts. */
  boolean cyclic() {
    return this == CRC32 || this == CRC32C || this == CRC64NVME;
  }

  static Optional<Checksum> named(String name) {
    return Arrays.stream(values()).filter(it -> it.name().equalsIgnoreCase(name)).findFirst();
  }

  static Optional<Checksum> ofHeader(String header) {
    return Arrays.stream(values()).filter(it -> it.header().equalsIgnoreCase(header)).findFirst();
  }

  private record Cyclic(java.util.zip.Checksum crc, int size) implements Sum {
    @Override
    public void add(byte[] bytes, int offset, int length) {
      crc.update(bytes, offset, length);
    }

    @Override
    public byte[] value() {
      var bytes = ByteBuffer.allocate(Long.BYTES).putLong(crc.getValue()).array();
      return Arrays.copyOfRange(bytes, Long.BYTES - size, Long.BYTES);
    }
  }

  /** A message digest; {@link #value} ends it. */
  static final class Cryptographic implements Sum {
    private final MessageDigest digest;

    Cryptographic(String algorithm) {
      try {
        digest = MessageDigest.getInstance(algorithm);
      } catch (NoSuchAlgorithmException e) {
        throw new IllegalStateException("Every JDK has " + algorithm, e);
      }
    }

    @Override
    public void add(byte[] bytes, int offset, int length) {
      digest.update(bytes, offset, length);
    }

    @Override
    public byte[] value() {
      return digest.digest();
    }
  }
}
