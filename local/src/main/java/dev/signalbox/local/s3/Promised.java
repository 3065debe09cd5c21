package dev.signalbox.local.s3;

import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/**
 * The checksum a client promises for what it sends.
 *
 * @param value empty when it comes behind the body
 */
record Promised(Checksum algorithm, Optional<String> value) {

  /**
   * @throws dev.signalbox.local.api.AwsError InvalidRequest for several, for an unknown algorithm
   *     and for one that is named without a value
   */
  static Optional<Promised> of(Request request) {
    List<Promised> all = new ArrayList<>();
    for (var algorithm : Checksum.values()) {
      request
          .header(algorithm.header())
          .ifPresent(it -> all.add(new Promised(algorithm, Optional.of(valid(algorithm, it)))));
      if (request.listed("x-amz-trailer").stream().anyMatch(algorithm.header()::equalsIgnoreCase)) {
        all.add(new Promised(algorithm, Optional.empty()));
      }
    }
    if (all.size() > 1) {
      throw S3Error.invalidRequest(
          "Expecting a single x-amz-checksum- header. Multiple checksum Types are not allowed.");
    }
    request.header("x-amz-sdk-checksum-algorithm").ifPresent(name -> checkNamed(name, all));
    return all.stream().findFirst();
  }

  private static void checkNamed(String name, List<Promised> all) {
    var algorithm = Checksum.named(name);
    if (algorithm.isEmpty()) {
      throw S3Error.invalidRequest(
          "Checksum algorithm provided is unsupported. Please try again with any of the valid"
              + " types: [CRC32, CRC32C, CRC64NVME, SHA1, SHA256]");
    }
    if (all.isEmpty()) {
      throw S3Error.invalidRequest(
          "x-amz-sdk-checksum-algorithm specified, but no corresponding x-amz-checksum-* or"
              + " x-amz-trailer headers were found.");
    }
    if (all.getFirst().algorithm() != algorithm.get()) {
      throw S3Error.invalidRequest("Value for x-amz-sdk-checksum-algorithm header is invalid.");
    }
  }

  static String valid(Checksum algorithm, String value) {
    try {
      if (Base64.getDecoder().decode(value).length == algorithm.sum().value().length) {
        return value;
      }
    } catch (IllegalArgumentException e) {
      // Said below: it is no base64.
    }
    throw S3Error.invalidRequest("Value for " + algorithm.header() + " header is invalid.");
  }
}
