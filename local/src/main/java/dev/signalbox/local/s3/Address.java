package dev.signalbox.local.s3;

import com.sun.net.httpserver.HttpExchange;
import dev.signalbox.local.api.AwsError;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a request is about: {@code /bucket/key}, or the bucket in the host's name and the key alone
 * in the path.
 *
 * @param bucket empty for the list of buckets
 * @param key empty for a bucket
 */
record Address(String bucket, String key, Map<String, String> query) {
  private static final Pattern S3_HOST =
      Pattern.compile("(?:(.+)\\.)?s3(?:[.-][a-z0-9-]+)?\\.(?:localhost|amazonaws\\.com)");
  private static final Pattern BUCKET_HOST = Pattern.compile("(.+)\\.localhost");

  /** Whether the host's name alone says that this is for S3. */
  static boolean namesS3(HttpExchange exchange) {
    return S3_HOST.matcher(host(exchange)).matches();
  }

  static Address of(HttpExchange exchange) {
    String target = exchange.getRequestURI().toString();
    int question = target.indexOf('?');
    String path = question < 0 ? target : target.substring(0, question);
    Map<String, String> query = query(question < 0 ? "" : target.substring(question + 1));
    String withoutSlash = decode(path.replaceFirst("^/", ""));
    Optional<String> bucket = bucketInHost(exchange);
    if (bucket.isPresent()) {
      return new Address(bucket.get(), withoutSlash, query);
    }
    int slash = withoutSlash.indexOf('/');
    return slash < 0
        ? new Address(withoutSlash, "", query)
        : new Address(withoutSlash.substring(0, slash), withoutSlash.substring(slash + 1), query);
  }

  /** For a host that names a bucket as well. */
  static Optional<String> bucketInHost(HttpExchange exchange) {
    String host = host(exchange);
    Matcher s3 = S3_HOST.matcher(host);
    if (s3.matches()) {
      return Optional.ofNullable(s3.group(1));
    }
    Matcher bucket = BUCKET_HOST.matcher(host);
    return bucket.matches() ? Optional.of(bucket.group(1)) : Optional.empty();
  }

  private static String host(HttpExchange exchange) {
    String host = exchange.getRequestHeaders().getFirst("Host");
    return host == null ? "" : host.toLowerCase(Locale.ROOT).replaceFirst(":\\d+$", "");
  }

  private static Map<String, String> query(String text) {
    Map<String, String> query = new LinkedHashMap<>();
    for (String pair : text.split("&", -1)) {
      int equals = pair.indexOf('=');
      if (!pair.isEmpty()) {
        query.putIfAbsent(
            decode((equals < 0 ? pair : pair.substring(0, equals)).replace('+', ' ')),
            equals < 0 ? "" : decode(pair.substring(equals + 1).replace('+', ' ')));
      }
    }
    return query;
  }

  /**
   * @throws dev.signalbox.local.api.AwsError InvalidURI for what is no UTF-8
   */
  static String decode(String text) {
    var bytes = new ByteArrayOutputStream();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '%') {
        bytes.write(escaped(text, i));
        i += 2;
      } else {
        bytes.writeBytes(String.valueOf(c).getBytes(StandardCharsets.UTF_8));
      }
    }
    try {
      return StandardCharsets.UTF_8
          .newDecoder()
          .onMalformedInput(CodingErrorAction.REPORT)
          .decode(ByteBuffer.wrap(bytes.toByteArray()))
          .toString();
    } catch (CharacterCodingException e) {
      throw invalid(text);
    }
  }

  private static int escaped(String text, int at) {
    if (at + 2 >= text.length()
        || !HexFormat.isHexDigit(text.charAt(at + 1))
        || !HexFormat.isHexDigit(text.charAt(at + 2))) {
      throw invalid(text);
    }
    return HexFormat.fromHexDigits(text, at + 1, at + 3);
  }

  private static AwsError invalid(String text) {
    return S3Error.of("InvalidURI", 400, "Couldn't parse the specified URI.", "URI", text);
  }
}
