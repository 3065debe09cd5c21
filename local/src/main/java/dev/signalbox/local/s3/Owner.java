package dev.signalbox.local.s3;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/** An account as S3 names it: 64 hexadecimal digits. */
record Owner(String account) {
  String id() {
    var sum = new Checksum.Cryptographic("SHA-256");
    var bytes = ("s3 " + account).getBytes(StandardCharsets.UTF_8);
    sum.add(bytes, 0, bytes.length);
    return HexFormat.of().formatHex(sum.value());
  }
}
