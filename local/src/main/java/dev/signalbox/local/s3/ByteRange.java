package dev.signalbox.local.s3;

import java.util.Optional;
import java.util.regex.Pattern;

/** A stretch of an object's bytes. */
record ByteRange(long offset, long length) {
  private static final Pattern HEADER = Pattern.compile("bytes=(\\d{0,18})-(\\d{0,18})");

  /**
   * What the header asks for; empty when it is of another form, several ranges among them, and the
   * whole is the answer.
   *
   * @throws dev.signalbox.local.api.AwsError InvalidRange when the object is shorter
   */
  static Optional<ByteRange> of(String header, long size) {
    var matcher = HEADER.matcher(header.strip());
    if (!matcher.matches() || (matcher.group(1).isEmpty() && matcher.group(2).isEmpty())) {
      return Optional.empty();
    }
    if (matcher.group(1).isEmpty()) {
      long last = Long.parseLong(matcher.group(2));
      if (last == 0 || size == 0) {
        throw notSatisfiable(header, size);
      }
      long length = Math.min(last, size);
      return Optional.of(new ByteRange(size - length, length));
    }
    long first = Long.parseLong(matcher.group(1));
    long last = matcher.group(2).isEmpty() ? size - 1 : Long.parseLong(matcher.group(2));
    if (!matcher.group(2).isEmpty() && last < first) {
      return Optional.empty();
    }
    if (first >= size) {
      throw notSatisfiable(header, size);
    }
    return Optional.of(new ByteRange(first, Math.min(last, size - 1) - first + 1));
  }

  /** As {@code Content-Range} says it. */
  String of(long size) {
    return length == 0
        ? "bytes */" + size
        : "bytes " + offset + "-" + (offset + length - 1) + "/" + size;
  }

  private static dev.signalbox.local.api.AwsError notSatisfiable(String header, long size) {
    return S3Error.of(
        "InvalidRange",
        416,
        "The requested range is not satisfiable",
        "RangeRequested",
        header,
        "ActualObjectSize",
        Long.toString(size));
  }
}
