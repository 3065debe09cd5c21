package dev.signalbox.local.s3;

import dev.signalbox.local.api.AwsError;
import dev.signalbox.local.api.Caller;
import dev.signalbox.local.api.Place;
import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Making, finding, listing and deleting buckets. */
final class BucketOperations {
  private static final Pattern REGION = Pattern.compile("[a-z]{2}(?:-[a-z]+)+-\\d");

  private final Shelf shelf;
  private final Uploads uploads;
  private final Intake intake;
  private final InstantSource clock;

  BucketOperations(Shelf shelf, Uploads uploads, Intake intake, InstantSource clock) {
    this.shelf = shelf;
    this.uploads = uploads;
    this.intake = intake;
    this.clock = clock;
  }

  void addTo(Operations operations) {
    operations
        .on("ListBuckets", "GET", Operations.Level.ACCOUNT, this::list)
        .on("CreateBucket", "PUT", Operations.Level.BUCKET, this::create)
        .on("HeadBucket", "HEAD", Operations.Level.BUCKET, "", "s3:ListBucket", this::head)
        .on("DeleteBucket", "DELETE", Operations.Level.BUCKET, "", "s3:DeleteBucket", this::delete)
        .on(
            "GetBucketLocation",
            "GET",
            Operations.Level.BUCKET,
            "location",
            "s3:GetBucketLocation",
            this::location);
  }

  private Answer list(Request request) {
    var account = request.caller().map(Caller::account).orElseThrow(S3Error::accessDenied);
    var prefix = request.parameter("prefix").orElse("");
    var region = request.parameter("bucket-region");
    var after =
        request.parameter("continuation-token").map(it -> Token.read(it).position()).orElse("");
    int most = request.number("max-buckets", 1, 10_000).orElse(10_000);
    var all =
        shelf.buckets().stream()
            .filter(it -> it.account().equals(account))
            .filter(it -> it.name().startsWith(prefix) && it.name().compareTo(after) > 0)
            .filter(it -> region.isEmpty() || region.get().equals(it.region()))
            .sorted(Comparator.comparing(Bucket::name))
            .toList();
    var xml = Xml.result("ListAllMyBucketsResult");
    xml.open("Owner").put("ID", new Owner(account).id()).close().open("Buckets");
    for (var bucket : all.subList(0, Math.min(most, all.size()))) {
      xml.open("Bucket")
          .put("Name", bucket.name())
          .put("CreationDate", bucket.created())
          .put("BucketRegion", bucket.region())
          .put("BucketArn", bucket.arn())
          .close();
    }
    xml.close();
    if (all.size() > most) {
      xml.put("ContinuationToken", new Token(all.get(most - 1).name()).written());
    }
    return Answer.ok(request.parameter("prefix").isPresent() ? xml.put("Prefix", prefix) : xml);
  }

  private Answer create(Request request) throws IOException {
    var caller = request.caller().orElseThrow(S3Error::accessDenied);
    var constraint = constraint(intake.document(request));
    var region = constraint.map(it -> it.equals("EU") ? "eu-west-1" : it).orElse(caller.region());
    if (constraint.isEmpty() && !region.equals("us-east-1")) {
      throw S3Error.of(
          "IllegalLocationConstraintException",
          400,
          "The unspecified location constraint is incompatible for the region specific endpoint"
              + " this request was sent to.");
    }
    if (!REGION.matcher(region).matches()) {
      throw S3Error.of(
          "InvalidLocationConstraint",
          400,
          "The specified location-constraint is not valid",
          "LocationConstraint",
          region);
    }
    if (request
        .header("x-amz-bucket-object-lock-enabled")
        .filter("true"::equalsIgnoreCase)
        .isPresent()) {
      throw S3Error.notImplemented("x-amz-bucket-object-lock-enabled");
    }
    if (!request.header("x-amz-acl").orElse("private").equals("private")
        || !request.headersBehind("x-amz-grant-").isEmpty()) {
      throw S3Error.of(
          "InvalidBucketAclWithObjectOwnership",
          400,
          "Bucket cannot have ACLs set with ObjectOwnership's BucketOwnerEnforced setting");
    }
    var ownership = request.header("x-amz-object-ownership").orElse("BucketOwnerEnforced");
    if (!Settings.OWNERSHIPS.contains(ownership)) {
      throw S3Error.invalidArgument(
          "Invalid x-amz-object-ownership header: " + ownership,
          "x-amz-object-ownership",
          ownership);
    }
    var name = request.address().bucket();
    var old = make(new Place(caller.account(), region), name);
    if (old.isPresent() && !mayBeMadeAgain(old.get(), caller.account(), region)) {
      throw alreadyThere(old.get(), caller.account());
    }
    shelf.change(
        name, it -> it.with(BucketDefaults.OWNERSHIP, BucketDefaults.ownership(ownership)));
    return Answer.empty(200).with(Map.of("Location", "/" + name));
  }

  /** There is one Region where that is no error. */
  private static boolean mayBeMadeAgain(Bucket old, String account, String region) {
    return old.account().equals(account)
        && old.region().equals("us-east-1")
        && region.equals("us-east-1");
  }

  private static Optional<String> constraint(byte[] body) {
    return body.length == 0
        ? Optional.empty()
        : Document.parse(body, "CreateBucketConfiguration").text("LocationConstraint");
  }

  /** Only buckets that do not enforce their owner's ownership have access lists. */
  static void refuseAcls(Request request, Bucket bucket) {
    boolean grants = !request.headersBehind("x-amz-grant-").isEmpty();
    var acl = request.header("x-amz-acl").orElse("private");
    if (grants || !(acl.equals("private") || acl.equals("bucket-owner-full-control"))) {
      throw BucketDefaults.enforcesOwner(bucket)
          ? S3Error.of("AccessControlListNotSupported", 400, "The bucket does not allow ACLs")
          : S3Error.notImplemented("x-amz-acl: " + acl);
    }
  }

  /** The one that is there already when there is one: nothing is changed then. */
  Optional<Bucket> make(Place place, String name) {
    if (!BucketName.isValid(name)) {
      throw S3Error.of(
          "InvalidBucketName", 400, "The specified bucket is not valid.", "BucketName", name);
    }
    var bucket =
        new Bucket(
            name,
            place.account(),
            place.region(),
            now(),
            Versioning.NEVER,
            BucketDefaults.SETTINGS);
    return shelf.add(bucket) ? Optional.empty() : shelf.find(name);
  }

  static AwsError alreadyThere(Bucket old, String account) {
    return old.account().equals(account)
        ? S3Error.of(
            "BucketAlreadyOwnedByYou",
            409,
            "Your previous request to create the named bucket succeeded and you already own it.",
            "BucketName",
            old.name())
        : S3Error.of(
            "BucketAlreadyExists",
            409,
            "The requested bucket name is not available. The bucket namespace is shared by all"
                + " users of the system. Please select a different name and try again.",
            "BucketName",
            old.name());
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.SECONDS);
  }

  private Answer head(Request request, Bucket bucket) {
    return Answer.empty(200)
        .with(
            Map.of(
                "x-amz-bucket-region",
                bucket.region(),
                "x-amz-bucket-arn",
                bucket.arn(),
                "x-amz-access-point-alias",
                "false"));
  }

  private Answer delete(Request request, Bucket bucket) {
    shelf.remove(bucket.name());
    uploads.of(bucket).forEach(uploads::remove);
    return Answer.empty(204);
  }

  private Answer location(Request request, Bucket bucket) {
    var region = bucket.region().equals("us-east-1") ? "" : bucket.region();
    return Answer.ok(Xml.result("LocationConstraint").text(region));
  }
}
