package dev.signalbox.aws.ledger;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/** An item holds 400 KB; what we keep is text, which becomes a tenth. */
final class Compressed {
  /** More than any definition makes; beyond it somebody plays tricks. */
  private static final int LARGEST = 16 * 1024 * 1024;

  private Compressed() {}

  static byte[] of(byte[] plain) {
    var bytes = new ByteArrayOutputStream();
    try (var gzip = new GZIPOutputStream(bytes)) {
      gzip.write(plain);
    } catch (IOException e) {
      throw new UncheckedIOException("Memory does not fail", e);
    }
    return bytes.toByteArray();
  }

  /**
   * The plain bytes again.
   *
   * @throws IllegalArgumentException where these are not compressed bytes of ours
   */
  static byte[] plain(byte[] compressed) {
    try (var gzip = new GZIPInputStream(new ByteArrayInputStream(compressed))) {
      byte[] plain = gzip.readNBytes(LARGEST + 1);
      if (plain.length > LARGEST) {
        throw new IllegalArgumentException("more than " + LARGEST + " bytes");
      }
      return plain;
    } catch (IOException e) {
      throw new IllegalArgumentException("not compressed: " + e.getMessage(), e);
    }
  }
}
