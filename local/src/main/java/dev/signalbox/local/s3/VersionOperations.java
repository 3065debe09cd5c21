package dev.signalbox.local.s3;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Switching versioning on and off, and listing all versions. */
final class VersionOperations {
  private static final int MOST = 1000;
  private static final int AT_ONCE = 500;

  private final Shelf shelf;
  private final Intake intake;

  VersionOperations(Shelf shelf, Intake intake) {
    this.shelf = shelf;
    this.intake = intake;
  }

  void addTo(Operations operations) {
    operations
        .on(
            "PutBucketVersioning",
            "PUT",
            Operations.Level.BUCKET,
            "versioning",
            "s3:PutBucketVersioning",
            this::put)
        .on(
            "GetBucketVersioning",
            "GET",
            Operations.Level.BUCKET,
            "versioning",
            "s3:GetBucketVersioning",
            this::get)
        .on(
            "ListObjectVersions",
            "GET",
            Operations.Level.BUCKET,
            "versions",
            "s3:ListBucketVersions",
            this::list);
  }

  private Answer put(Request request, Bucket bucket) throws IOException {
    var document = Document.parse(intake.document(request), "VersioningConfiguration");
    if (document.text("MfaDelete").filter("Enabled"::equals).isPresent()) {
      throw S3Error.notImplemented("MfaDelete");
    }
    var versioning =
        switch (document.text("Status").orElse("")) {
          case "Enabled" -> Versioning.ENABLED;
          case "Suspended" -> Versioning.SUSPENDED;
          case "" ->
              throw S3Error.of(
                  "IllegalVersioningConfigurationException",
                  400,
                  "The Versioning element must be specified");
          default -> throw S3Error.malformedXml();
        };
    shelf.change(bucket.name(), it -> it.with(versioning));
    return Answer.empty(200);
  }

  private Answer get(Request request, Bucket bucket) {
    var xml = Xml.result("VersioningConfiguration");
    return Answer.ok(
        bucket.versioning() == Versioning.NEVER
            ? xml
            : xml.put("Status", bucket.versioning().text()));
  }

  private record Listed(History history, Version version) {
    boolean latest() {
      return history.versions().getFirst().equals(version);
    }
  }

  private Answer list(Request request, Bucket bucket) {
    var page = new Page(request, MOST);
    var keyMarker = request.parameter("key-marker").orElse("");
    var idMarker = request.parameter("version-id-marker");
    if (idMarker.isPresent() && keyMarker.isEmpty()) {
      throw S3Error.invalidArgument(
          "A version-id marker cannot be specified without a key marker.",
          "version-id-marker",
          idMarker.get());
    }
    var collected = new Collected(page.most());
    boolean more = collect(collected, page.wanted(bucket, keyMarker), idMarker);
    var xml = page.begin("ListVersionsResult", bucket);
    page.put(xml, "KeyMarker", Optional.of(keyMarker));
    xml.put("VersionIdMarker", idMarker.orElse("")).put("IsTruncated", more);
    if (more) {
      page.put(xml, "NextKeyMarker", Optional.of(collected.lastName()));
      xml.put("NextVersionIdMarker", collected.lastId());
    }
    collected.versions.forEach(it -> write(page, xml, bucket, it));
    page.writePrefixes(xml, collected.prefixes);
    return Answer.ok(xml);
  }

  private static final class Collected {
    private final int most;
    private final List<Listed> versions = new ArrayList<>();
    private final Set<String> prefixes = new LinkedHashSet<>();
    private Optional<Listed> last = Optional.empty();

    Collected(int most) {
      this.most = most;
    }

    boolean full() {
      return versions.size() + prefixes.size() >= most;
    }

    void add(Listed version) {
      versions.add(version);
      last = Optional.of(version);
    }

    void add(String prefix) {
      prefixes.add(prefix);
      last = Optional.empty();
    }

    String lastName() {
      return last.map(it -> it.history().key())
          .orElseGet(((LinkedHashSet<String>) prefixes)::getLast);
    }

    Optional<String> lastId() {
      return last.map(it -> it.version().id());
    }
  }

  /** Whether there are more than were collected. */
  private boolean collect(Collected collected, Listing.Wanted wanted, Optional<String> idMarker) {
    if (wanted.most() == 0) {
      return false;
    }
    if (idMarker.isPresent()) {
      var versions = after(wanted, idMarker.get());
      if (add(collected, versions)) {
        return true;
      }
    }
    var after = wanted.start();
    while (true) {
      var page = shelf.page(wanted.bucket(), wanted.prefix(), after, AT_ONCE);
      for (var history : page) {
        after = Keys.of(wanted.bucket(), history.key());
        var prefix = wanted.rolledUp(history.key());
        if (prefix.isPresent() && collected.prefixes.contains(prefix.get())) {
          continue;
        }
        if (prefix.isPresent() ? full(collected, prefix.get()) : add(collected, all(history))) {
          return true;
        }
      }
      if (page.size() < AT_ONCE) {
        return false;
      }
    }
  }

  private static boolean full(Collected collected, String prefix) {
    if (collected.full()) {
      return true;
    }
    collected.add(prefix);
    return false;
  }

  private static boolean add(Collected collected, List<Listed> versions) {
    for (var version : versions) {
      if (collected.full()) {
        return true;
      }
      collected.add(version);
    }
    return false;
  }

  private static List<Listed> all(History history) {
    return history.versions().stream().map(it -> new Listed(history, it)).toList();
  }

  private List<Listed> after(Listing.Wanted wanted, String idMarker) {
    var all = shelf.history(wanted.bucket(), wanted.after()).map(VersionOperations::all);
    return all.stream()
        .flatMap(List::stream)
        .dropWhile(it -> !it.version().id().equals(idMarker))
        .skip(1)
        .toList();
  }

  private static void write(Page page, Xml xml, Bucket bucket, Listed listed) {
    var version = listed.version();
    xml.open(version.deleteMarker() ? "DeleteMarker" : "Version");
    page.put(xml, "Key", Optional.of(listed.history().key()));
    xml.put("VersionId", version.id()).put("IsLatest", listed.latest());
    version
        .content()
        .ifPresentOrElse(
            it -> ListOperations.describe(xml, version, it),
            () -> xml.put("LastModified", version.modified()));
    ListOperations.owner(xml, bucket);
    xml.close();
  }
}
