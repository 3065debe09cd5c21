package dev.signalbox.local.s3;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The operations that are implemented, and which of them a request asks for. */
final class Operations {
  /** What a request is about. */
  enum Level {
    ACCOUNT,
    BUCKET,
    OBJECT
  }

  /** Does what a request asks for that has been let in. */
  @FunctionalInterface
  interface InBucket {
    Answer apply(Request request, Bucket bucket) throws IOException;
  }

  /** Does what a request asks for that is about no existing bucket. */
  @FunctionalInterface
  interface InAccount {
    Answer apply(Request request) throws IOException;
  }

  private record Asked(String method, Level level, String subresource) {}

  private record Known(String operation, InAccount work) {}

  /** What tells operations on the same address apart, on AWS and so here, known or not. */
  private static final Set<String> SUBRESOURCES =
      Set.of(
          "abac",
          "accelerate",
          "acl",
          "analytics",
          "attributes",
          "cors",
          "delete",
          "encryption",
          "intelligent-tiering",
          "inventory",
          "legal-hold",
          "lifecycle",
          "location",
          "logging",
          "metadataConfiguration",
          "metadataInventoryTable",
          "metadataJournalTable",
          "metadataTable",
          "metrics",
          "notification",
          "object-lock",
          "ownershipControls",
          "policy",
          "policyStatus",
          "publicAccessBlock",
          "renameObject",
          "replication",
          "requestPayment",
          "restore",
          "retention",
          "select",
          "session",
          "tagging",
          "torrent",
          "uploadId",
          "uploads",
          "versioning",
          "versions",
          "website");

  private final Guard guard;
  private final Map<Asked, Known> known = new LinkedHashMap<>();

  Operations(Guard guard) {
    this.guard = guard;
  }

  /** On the account itself, or on a bucket that need not exist. */
  Operations on(String operation, String method, Level level, InAccount work) {
    known.put(new Asked(method, level, ""), new Known(operation, work));
    return this;
  }

  /**
   * @param subresource the query parameter that asks for it; empty for the bucket or object itself
   * @param action what a bucket policy calls it
   */
  Operations on(
      String operation,
      String method,
      Level level,
      String subresource,
      String action,
      InBucket work) {
    known.put(
        new Asked(method, level, subresource),
        new Known(operation, request -> work.apply(request, guard.admit(request, action, level))));
    return this;
  }

  /** In alphabetical order. Those that share an address are registered under one, with slashes. */
  Collection<String> names() {
    List<String> names = new ArrayList<>();
    known.values().forEach(it -> names.addAll(List.of(it.operation().split("/", -1))));
    return names.stream().sorted().toList();
  }

  Answer answer(Request request) throws IOException {
    var level = level(request.address());
    var subresource =
        request.address().query().keySet().stream()
            .filter(SUBRESOURCES::contains)
            .findFirst()
            .orElse("");
    var found = known.get(new Asked(request.method(), level, subresource));
    if (found == null) {
      // A form a browser posts is the one thing that is told by its method alone.
      boolean form = level == Level.BUCKET && request.method().equals("POST");
      throw subresource.isEmpty() && !form
          ? S3Error.methodNotAllowed(request.method(), level.name())
          : S3Error.notImplemented(request.method() + " ?" + subresource);
    }
    return found.work().apply(request);
  }

  private static Level level(Address address) {
    if (address.bucket().isEmpty()) {
      return Level.ACCOUNT;
    }
    return address.key().isEmpty() ? Level.BUCKET : Level.OBJECT;
  }
}
