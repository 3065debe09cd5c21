package dev.signalbox.local.s3;

import java.util.Map;

/** What AWS sets for every new bucket. */
final class BucketDefaults {
  static final String OWNERSHIP = "ownershipControls";
  static final String PUBLIC_ACCESS = "publicAccessBlock";

  static final Map<String, String> SETTINGS =
      Map.of(
          OWNERSHIP,
          ownership("BucketOwnerEnforced"),
          PUBLIC_ACCESS,
          publicAccess(true, true, true, true));

  private BucketDefaults() {}

  static String ownership(String ownership) {
    return Xml.result("OwnershipControls")
        .open("Rule")
        .put("ObjectOwnership", ownership)
        .close()
        .toString();
  }

  static String publicAccess(
      boolean blockAcls, boolean ignoreAcls, boolean blockPolicy, boolean restrict) {
    return Xml.result("PublicAccessBlockConfiguration")
        .put("BlockPublicAcls", blockAcls)
        .put("IgnorePublicAcls", ignoreAcls)
        .put("BlockPublicPolicy", blockPolicy)
        .put("RestrictPublicBuckets", restrict)
        .toString();
  }

  static boolean enforcesOwner(Bucket bucket) {
    return bucket
        .setting(OWNERSHIP)
        .map(Document::stored)
        .flatMap(it -> it.child("Rule"))
        .flatMap(it -> it.text("ObjectOwnership"))
        .filter("BucketOwnerEnforced"::equals)
        .isPresent();
  }

  static boolean blocksPublicPolicies(Bucket bucket) {
    return bucket
        .setting(PUBLIC_ACCESS)
        .map(Document::stored)
        .flatMap(it -> it.text("BlockPublicPolicy"))
        .filter("true"::equalsIgnoreCase)
        .isPresent();
  }
}
