package dev.signalbox.local.s3;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The checksums an object is kept with.
 *
 * @param values base64, by algorithm; with {@code -N} behind it for one of N parts' checksums
 * @param type FULL_OBJECT or COMPOSITE
 */
record Checksums(Map<String, String> values, String type) {
  static final String FULL_OBJECT = "FULL_OBJECT";
  static final String COMPOSITE = "COMPOSITE";

  Checksums {
    values = Map.copyOf(values);
  }

  Map<String, String> headers() {
    Map<String, String> headers = new TreeMap<>();
    values.forEach((name, value) -> headers.put(Checksum.valueOf(name).header(), value));
    if (!values.isEmpty()) {
      headers.put("x-amz-checksum-type", type);
    }
    return headers;
  }

  void write(Xml xml) {
    values.forEach((name, value) -> xml.put(Checksum.valueOf(name).element(), value));
    if (!values.isEmpty()) {
      xml.put("ChecksumType", type);
    }
  }

  /** Without the number of parts behind a composite one, which stands elsewhere. */
  void writeWithoutCount(Xml xml) {
    var plain = new TreeMap<String, String>();
    values.forEach((name, value) -> plain.put(name, value.replaceFirst("-\\d+$", "")));
    new Checksums(plain, type).write(xml);
  }

  Optional<String> value(Checksum algorithm) {
    return Optional.ofNullable(values.get(algorithm.name()));
  }
}
