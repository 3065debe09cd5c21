package dev.signalbox.local.s3;

import java.util.HexFormat;

/** A body that has arrived whole and is what its request promised. */
record Received(long size, byte[] md5, Checksum algorithm, String checksum) {
  String etag() {
    return HexFormat.of().formatHex(md5);
  }
}
