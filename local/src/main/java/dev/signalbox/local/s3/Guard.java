package dev.signalbox.local.s3;

import dev.signalbox.local.api.Caller;
import dev.signalbox.local.api.ResourcePolicy;
import dev.signalbox.local.api.ResourcePolicy.Answer;
import dev.signalbox.local.api.ResourcePolicy.Principal;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Lets requests in: those of the bucket's account unless its policy denies them, others only when
 * its policy allows them.
 */
final class Guard {
  private static final Principal ANYBODY = new Principal.Identity("anonymous", "anonymous");

  private final Shelf shelf;

  Guard(Shelf shelf) {
    this.shelf = shelf;
  }

  /**
   * The bucket the request is about.
   *
   * @param action empty when the operation itself asks for every key
   * @throws dev.signalbox.local.api.AwsError NoSuchBucket, AccessDenied
   */
  Bucket admit(Request request, String action, Operations.Level level) {
    boolean ofVersion = level == Operations.Level.OBJECT && request.has("versionId");
    var bucket = shelf.bucket(request.address().bucket());
    checkOwner(request, "x-amz-expected-bucket-owner", bucket);
    if (action.isEmpty()) {
      return bucket;
    }
    check(
        request,
        bucket,
        ofVersion ? action.replace("Object", "ObjectVersion") : action,
        level == Operations.Level.OBJECT ? request.key() : "");
    return bucket;
  }

  static void checkOwner(Request request, String header, Bucket bucket) {
    if (request.header(header).filter(it -> !it.equals(bucket.account())).isPresent()) {
      throw S3Error.accessDenied();
    }
  }

  /**
   * @param key empty when it is about the bucket
   */
  void check(Request request, Bucket bucket, String action, String key) {
    var answer = answer(request, bucket, action, key);
    boolean own =
        request.caller().map(Caller::account).filter(bucket.account()::equals).isPresent();
    // As on AWS, the owner can always look at a policy that locks everyone out, and remove it.
    boolean root = own && request.caller().filter(it -> it.arn().endsWith(":root")).isPresent();
    boolean allowed =
        answer == Answer.ALLOWED
            || (own && answer == Answer.SILENT)
            || (root && action.endsWith("BucketPolicy"));
    if (!allowed) {
      throw S3Error.accessDenied();
    }
  }

  private static Answer answer(Request request, Bucket bucket, String action, String key) {
    return bucket
        .setting("policy")
        .map(ResourcePolicy::parse)
        .map(it ->
            it.answer(
                new ResourcePolicy.Request(
                    principal(request.caller()),
                    action,
                    bucket.arn() + (key.isEmpty() ? "" : "/" + key),
                    context(request))))
        .orElse(Answer.SILENT);
  }

  private static Principal principal(Optional<Caller> caller) {
    return caller
        .<Principal>map(it -> new Principal.Identity(it.account(), it.arn()))
        .orElse(ANYBODY);
  }

  /** Loopback counts as secure: nothing leaves the machine. */
  private static Map<String, String> context(Request request) {
    var context = new TreeMap<String, String>();
    context.put("aws:SecureTransport", "true");
    context.put("aws:SourceIp", "127.0.0.1");
    request
        .caller()
        .ifPresent(it -> {
          context.put("aws:PrincipalArn", roleOfSession(it.arn()));
          context.put("aws:PrincipalAccount", it.account());
          context.put("aws:userid", it.userId());
        });
    request
        .headersBehind("x-amz-")
        .forEach((name, value) -> context.put("s3:x-amz-" + name, value));
    for (var name : new String[] {"prefix", "delimiter", "max-keys", "VersionId"}) {
      Optional.ofNullable(
              request.address().query().get(name.equals("VersionId") ? "versionId" : name))
          .ifPresent(it -> context.put("s3:" + name, it));
    }
    return context;
  }

  /** What policies compare is the role and not its session. */
  private static String roleOfSession(String arn) {
    return arn.replaceFirst(
        "^arn:aws:sts::(\\d{12}):assumed-role/([^/]+)/.+$", "arn:aws:iam::$1:role/$2");
  }
}
