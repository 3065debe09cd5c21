package dev.signalbox.local.s3;

import dev.signalbox.local.api.AwsError;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A request's {@code If-…} headers.
 *
 * @param prefix what stands before them for the source of a copy
 */
record Preconditions(Request request, String prefix) {
  static final DateTimeFormatter HTTP_DATE =
      DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  static Preconditions of(Request request) {
    return new Preconditions(request, "");
  }

  /**
   * The header for which a reader has to be told that nothing has changed, if there is one.
   *
   * @param now a time that is still to come asks for nothing
   */
  Optional<String> unchanged(Content content, Instant modified, Instant now) {
    var match = etags("If-None-Match");
    if (match.isPresent()) {
      return match.filter(it -> names(it, content)).map(_ -> prefix + "If-None-Match");
    }
    return date("If-Modified-Since")
        .filter(it -> !it.isAfter(now) && !seconds(modified).isAfter(it))
        .map(_ -> prefix + "If-Modified-Since");
  }

  /**
   * @throws AwsError PreconditionFailed when it is not what the reader wants to read
   */
  void checkRead(Content content, Instant modified) {
    var match = etags("If-Match");
    if (match.isPresent()) {
      if (!names(match.get(), content)) {
        throw S3Error.preconditionFailed(prefix + "If-Match");
      }
      return;
    }
    if (date("If-Unmodified-Since").filter(it -> seconds(modified).isAfter(it)).isPresent()) {
      throw S3Error.preconditionFailed(prefix + "If-Unmodified-Since");
    }
  }

  /**
   * @throws AwsError PreconditionFailed when what is there must stay; NoSuchKey
   */
  void checkWrite(Optional<Content> there) {
    var match = etags("If-Match");
    if (match.isPresent()) {
      var content = there.orElseThrow(() -> S3Error.noSuchKey(request.key()));
      if (!names(match.get(), content)) {
        throw S3Error.preconditionFailed("If-Match");
      }
    }
    var none = etags("If-None-Match");
    if (none.isPresent()) {
      if (!none.get().equals("*")) {
        throw S3Error.notImplemented("If-None-Match with an ETag on a write");
      }
      if (there.isPresent()) {
        throw S3Error.preconditionFailed("If-None-Match");
      }
    }
  }

  /**
   * @throws AwsError PreconditionFailed when what is there must stay
   */
  void checkDelete(Optional<Content> there) {
    var match = etags("If-Match");
    if (match.isPresent() && there.isPresent() && !names(match.get(), there.get())) {
      throw S3Error.preconditionFailed("If-Match");
    }
  }

  private Optional<String> etags(String name) {
    return request.header(prefix + name).filter(it -> !it.isEmpty());
  }

  private static boolean names(String etags, Content content) {
    return etags.strip().equals("*")
        || Stream.of(etags.split(",", -1))
            .map(it -> it.strip().replaceFirst("^W/", "").replace("\"", ""))
            .anyMatch(content.etag()::equals);
  }

  private Optional<Instant> date(String name) {
    try {
      return request
          .header(prefix + name)
          .map(it -> ZonedDateTime.parse(it, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant());
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  private static Instant seconds(Instant time) {
    return time.truncatedTo(ChronoUnit.SECONDS);
  }
}
