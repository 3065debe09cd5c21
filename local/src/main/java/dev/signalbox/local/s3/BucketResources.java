package dev.signalbox.local.s3;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.signalbox.local.api.AwsError;
import dev.signalbox.local.api.Place;
import dev.signalbox.local.api.Resources;
import java.util.Map;
import java.util.Set;

/** Buckets and their policies as CloudFormation templates declare them. */
final class BucketResources implements Resources {
  private static final String BUCKET = "AWS::S3::Bucket";
  private static final String POLICY = "AWS::S3::BucketPolicy";

  private final Shelf shelf;
  private final BucketOperations buckets;

  BucketResources(Shelf shelf, BucketOperations buckets) {
    this.shelf = shelf;
    this.buckets = buckets;
  }

  @Override
  public Set<String> types() {
    return Set.of(BUCKET, POLICY);
  }

  @Override
  public Made make(Place place, String type, String logicalId, String name, ObjectNode properties) {
    return type.equals(BUCKET) ? bucket(place, name, properties) : policy(place, name, properties);
  }

  private Made bucket(Place place, String name, ObjectNode properties) {
    buckets
        .make(place, name)
        .filter(old -> !old.place().equals(place))
        .ifPresent(old -> {
          throw BucketOperations.alreadyThere(old, place.account());
        });
    var settings = BucketSettings.of(properties);
    shelf.change(name, it -> settings.applyTo(it));
    var host = name + ".s3." + place.region() + ".amazonaws.com";
    return new Made(
        name,
        Map.of(
            "Arn", "arn:aws:s3:::" + name,
            "DomainName", name + ".s3.amazonaws.com",
            "RegionalDomainName", host,
            "DualStackDomainName", name + ".s3.dualstack." + place.region() + ".amazonaws.com",
            "WebsiteURL", "http://" + name + ".s3-website-" + place.region() + ".amazonaws.com"));
  }

  private Made policy(Place place, String name, ObjectNode properties) {
    JsonNode document = properties.path("PolicyDocument");
    var text = document.isTextual() ? document.asText() : document.toString();
    var bucket = shelf.bucket(properties.path("Bucket").asText());
    if (!bucket.account().equals(place.account())) {
      throw S3Error.accessDenied();
    }
    if (!document.isObject() && !document.isTextual()) {
      throw AwsError.validation("A bucket policy has a PolicyDocument");
    }
    BucketPolicy.check(text, bucket);
    shelf.change(bucket.name(), it -> it.with("policy", text));
    return new Made(name, Map.of());
  }
}
