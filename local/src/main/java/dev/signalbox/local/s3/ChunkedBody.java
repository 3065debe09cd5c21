package dev.signalbox.local.s3;

import java.io.IOException;
import java.io.InputStream;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The content of an {@code aws-chunked} body: the chunks' bytes without their headers; what is
 * wrong with a chunk or its signature is found while it is read.
 */
final class ChunkedBody extends InputStream {
  private static final int LONGEST_LINE = 8 * 1024;
  private static final int MOST_TRAILERS = 20;

  private final InputStream in;
  private final Optional<ChunkSignatures> signatures;
  private final Map<String, String> trailers = new LinkedHashMap<>();
  private long left;
  private boolean started;
  private boolean ended;

  /**
   * @param signatures empty where the chunks are not signed
   */
  ChunkedBody(InputStream in, Optional<ChunkSignatures> signatures) {
    this.in = in;
    this.signatures = signatures;
  }

  /** What stood behind the last chunk, by names in lower case; complete when all is read. */
  Map<String, String> trailers() {
    return Collections.unmodifiableMap(trailers);
  }

  @Override
  public int read() throws IOException {
    var one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    if (length == 0) {
      return 0;
    }
    if (left == 0 && !ended) {
      nextChunk();
    }
    if (ended) {
      return -1;
    }
    int read = in.read(buffer, offset, (int) Math.min(length, left));
    if (read < 0) {
      throw S3Error.incompleteBody();
    }
    signatures.ifPresent(it -> it.add(buffer, offset, read));
    left -= read;
    return read;
  }

  private void nextChunk() throws IOException {
    if (started) {
      signatures.ifPresent(ChunkSignatures::endOfChunk);
      if (!line().isEmpty()) {
        throw S3Error.incompleteBody();
      }
    }
    started = true;
    var header = line().split(";", 2);
    left = size(header[0].strip());
    if (signatures.isPresent()) {
      var extension = header.length < 2 ? "" : header[1].strip();
      if (!extension.startsWith("chunk-signature=")) {
        throw S3Error.incompleteBody();
      }
      signatures.get().startChunk(extension.substring("chunk-signature=".length()));
    }
    if (left == 0) {
      signatures.ifPresent(ChunkSignatures::endOfChunk);
      readTrailers();
      ended = true;
    }
  }

  private static long size(String hexadecimal) {
    if (!hexadecimal.matches("[0-9a-fA-F]{1,10}")) {
      throw S3Error.incompleteBody();
    }
    return Long.parseLong(hexadecimal, 16);
  }

  private void readTrailers() throws IOException {
    for (var line = line(); !line.isEmpty(); line = line()) {
      int colon = line.indexOf(':');
      if (colon < 1 || trailers.size() == MOST_TRAILERS) {
        throw S3Error.of(
            "MalformedTrailerError",
            400,
            "The request contained trailing data that"
                + " was not well-formed or did not conform to our published schema.");
      }
      trailers.put(
          line.substring(0, colon).strip().toLowerCase(Locale.ROOT),
          line.substring(colon + 1).strip());
    }
    signatures.ifPresent(it -> it.checkTrailers(trailers));
  }

  /** Up to the line's end; also what stands before the end of the body. */
  private String line() throws IOException {
    var line = new StringBuilder();
    while (true) {
      int b = in.read();
      if (b < 0 || b == '\n') {
        return line.toString().stripTrailing();
      }
      if (line.length() == LONGEST_LINE) {
        throw S3Error.incompleteBody();
      }
      line.append((char) b);
    }
  }

  static long decodedLength(Request request) {
    return request
        .header("X-Amz-Decoded-Content-Length")
        .filter(it -> it.matches("\\d{1,15}"))
        .map(Long::parseLong)
        .orElseThrow(() ->
            S3Error.of(
                "MissingContentLength", 411, "You must provide the Content-Length HTTP header."));
  }
}
