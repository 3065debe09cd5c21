package dev.signalbox.local.s3;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** What an object is described by when it is read. */
final class ObjectHeaders {
  /** What an answer may say of an object the reader has already. */
  static final Set<String> OF_UNCHANGED =
      Set.of("ETag", "Last-Modified", "x-amz-version-id", "cache-control", "expires");

  private static final Map<String, String> OVERRIDES =
      Map.of(
          "response-cache-control", "cache-control",
          "response-content-disposition", "content-disposition",
          "response-content-encoding", "content-encoding",
          "response-content-language", "content-language",
          "response-content-type", "content-type",
          "response-expires", "expires");

  private ObjectHeaders() {}

  static Map<String, String> of(Request request, Bucket bucket, ReadOperations.Found found) {
    var content = found.content();
    Map<String, String> headers = new LinkedHashMap<>(content.headers());
    content.metadata().forEach((name, value) -> headers.put(Description.META + name, value));
    headers.put("ETag", content.quotedEtag());
    headers.put("Last-Modified", Preconditions.HTTP_DATE.format(found.version().modified()));
    headers.put("Accept-Ranges", "bytes");
    if (bucket.versioning() != Versioning.NEVER) {
      headers.put("x-amz-version-id", found.version().id());
    }
    if (!content.tags().isEmpty()) {
      headers.put("x-amz-tagging-count", Integer.toString(content.tags().size()));
    }
    if (request.has("partNumber") && !content.parts().isEmpty()) {
      headers.put("x-amz-mp-parts-count", Integer.toString(content.parts().size()));
    }
    if (request.header("x-amz-checksum-mode").filter("ENABLED"::equalsIgnoreCase).isPresent()) {
      headers.putAll(content.checksums().headers());
    }
    override(request, headers);
    return headers;
  }

  private static void override(Request request, Map<String, String> headers) {
    OVERRIDES.forEach((parameter, header) ->
        request
            .parameter(parameter)
            .ifPresent(value -> {
              if (request.caller().isEmpty()) {
                throw S3Error.invalidRequest(
                    "Request specific response headers cannot be used for anonymous GET requests.");
              }
              headers.put(header, value);
            }));
  }
}
