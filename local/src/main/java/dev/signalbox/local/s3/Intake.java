package dev.signalbox.local.s3;

import dev.signalbox.local.api.Identity;
import dev.signalbox.local.api.SigningKey;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;

/** Writes requests' bodies to files and checks them on the way. */
final class Intake {
  static final long LARGEST = 5L * 1024 * 1024 * 1024;
  private static final long LARGEST_DOCUMENT = 2L * 1024 * 1024;

  private final Identity identity;

  Intake(Identity identity) {
    this.identity = identity;
  }

  /** The whole of a small document. */
  byte[] document(Request request) throws IOException {
    var bytes = new ByteArrayOutputStream();
    receive(request, bytes, LARGEST_DOCUMENT, Checksum.CRC64NVME);
    return bytes.toByteArray();
  }

  /**
   * Writes the body to the file.
   *
   * @param otherwise the algorithm to sum by when the request promises none
   * @throws dev.signalbox.local.api.AwsError BadDigest, IncompleteBody, EntityTooLarge …; the file
   *     may have been begun
   */
  Received receive(Request request, Path file, Checksum otherwise) throws IOException {
    try (OutputStream out = Files.newOutputStream(file)) {
      return receive(request, out, LARGEST, otherwise);
    }
  }

  private Received receive(Request request, OutputStream out, long largest, Checksum otherwise)
      throws IOException {
    long length = length(request, largest);
    var promised = Promised.of(request);
    var algorithm = promised.map(Promised::algorithm).orElse(otherwise);
    var sum = algorithm.sum();
    var md5 = new Checksum.Cryptographic("MD5");
    var sha256 = new Checksum.Cryptographic("SHA-256");
    var hash = request.header("x-amz-content-sha256").orElse("UNSIGNED-PAYLOAD");
    boolean signed = hash.matches("[0-9a-f]{64}");
    var body = body(request, hash);
    long size = 0;
    var buffer = new byte[128 * 1024];
    for (int read = body.read(buffer); read >= 0; read = body.read(buffer)) {
      size += read;
      if (size > length) {
        throw S3Error.incompleteBody();
      }
      out.write(buffer, 0, read);
      sum.add(buffer, 0, read);
      md5.add(buffer, 0, read);
      if (signed) {
        sha256.add(buffer, 0, read);
      }
    }
    if (size != length) {
      throw S3Error.incompleteBody();
    }
    if (signed) {
      checkHash(hash, HexFormat.of().formatHex(sha256.value()));
    }
    var digest = md5.value();
    checkMd5(request, digest);
    var checksum = sum.base64();
    if (promised.isPresent()) {
      check(promised.get(), body, checksum);
    }
    return new Received(size, digest, algorithm, checksum);
  }

  private InputStream body(Request request, String hash) {
    var raw = request.exchange().getRequestBody();
    return switch (hash) {
      case "STREAMING-UNSIGNED-PAYLOAD-TRAILER" -> new ChunkedBody(raw, Optional.empty());
      case "STREAMING-AWS4-HMAC-SHA256-PAYLOAD" ->
          new ChunkedBody(raw, Optional.of(signatures(request, false)));
      case "STREAMING-AWS4-HMAC-SHA256-PAYLOAD-TRAILER" ->
          new ChunkedBody(raw, Optional.of(signatures(request, true)));
      case "UNSIGNED-PAYLOAD" -> raw;
      default -> {
        if (hash.matches("[0-9a-f]{64}")) {
          yield raw;
        }
        if (hash.startsWith("STREAMING-AWS4-ECDSA-P256-SHA256-PAYLOAD")) {
          throw S3Error.notImplemented("x-amz-content-sha256: " + hash);
        }
        throw S3Error.invalidArgument(
            "x-amz-content-sha256 must be UNSIGNED-PAYLOAD,"
                + " STREAMING-UNSIGNED-PAYLOAD-TRAILER, STREAMING-AWS4-HMAC-SHA256-PAYLOAD,"
                + " STREAMING-AWS4-HMAC-SHA256-PAYLOAD-TRAILER or a valid sha256 value.",
            "x-amz-content-sha256",
            hash);
      }
    };
  }

  private ChunkSignatures signatures(Request request, boolean trailers) {
    var credential = Credential.of(request.exchange()).orElseThrow(S3Error::accessDenied);
    var secret =
        identity
            .key(credential.accessKeyId())
            .map(Identity.Key::secretAccessKey)
            .orElseThrow(S3Error::accessDenied);
    var key = SigningKey.of(secret, credential.date(), credential.region(), credential.service());
    return new ChunkSignatures(
        key,
        request.header("X-Amz-Date").orElse(""),
        credential.scope(),
        credential.signature(),
        trailers);
  }

  private static long length(Request request, long largest) {
    boolean chunked = request.header("x-amz-content-sha256").orElse("").startsWith("STREAMING-");
    long length = chunked ? ChunkedBody.decodedLength(request) : contentLength(request);
    if (length > largest) {
      throw S3Error.tooLarge(length, largest);
    }
    return length;
  }

  private static long contentLength(Request request) {
    if (request.header("Transfer-Encoding").isPresent()) {
      throw S3Error.notImplemented("Transfer-Encoding without aws-chunked");
    }
    // The server has answered requests whose length is no number, and one without has no body.
    return request.header("Content-Length").map(Long::parseLong).orElse(0L);
  }

  private static void checkHash(String claimed, String computed) {
    if (!claimed.equals(computed)) {
      throw S3Error.of(
          "XAmzContentSHA256Mismatch",
          400,
          "The provided 'x-amz-content-sha256' header does not match what was computed.",
          "ClientComputedContentSHA256",
          claimed,
          "S3ComputedContentSHA256",
          computed);
    }
  }

  private static void checkMd5(Request request, byte[] computed) {
    var claimed = request.header("Content-MD5");
    if (claimed.isEmpty()) {
      return;
    }
    byte[] expected;
    try {
      expected = Base64.getDecoder().decode(claimed.get());
    } catch (IllegalArgumentException e) {
      expected = new byte[0];
    }
    if (expected.length != computed.length) {
      throw S3Error.of(
          "InvalidDigest",
          400,
          "The Content-MD5 you specified was invalid.",
          "Content-MD5",
          claimed.get());
    }
    if (!Arrays.equals(expected, computed)) {
      throw S3Error.of(
          "BadDigest",
          400,
          "The Content-MD5 you specified did not match what we received.",
          "ExpectedDigest",
          claimed.get(),
          "CalculatedDigest",
          Base64.getEncoder().encodeToString(computed));
    }
  }

  private static void check(Promised promised, InputStream body, String computed) {
    var name = promised.algorithm().header();
    var claimed =
        promised
            .value()
            .or(() ->
                body instanceof ChunkedBody chunks
                    ? Optional.ofNullable(chunks.trailers().get(name))
                    : Optional.empty())
            .orElseThrow(() ->
                S3Error.of(
                    "MalformedTrailerError",
                    400,
                    "The request names the trailer " + name + " and does not have it."));
    if (!Promised.valid(promised.algorithm(), claimed).equals(computed)) {
      throw S3Error.badDigest(promised.algorithm().name());
    }
  }
}
