package dev.signalbox.local.pipeline.action;

import dev.signalbox.local.api.Clock;
import dev.signalbox.local.api.Objects;
import dev.signalbox.local.api.Objects.Stored;
import dev.signalbox.local.pipeline.run.Artifact;
import dev.signalbox.local.pipeline.run.External;
import dev.signalbox.local.pipeline.run.GivenRevision;
import dev.signalbox.local.pipeline.run.Outcome;
import dev.signalbox.local.pipeline.run.Provider;
import dev.signalbox.local.pipeline.run.Report;
import dev.signalbox.local.pipeline.run.Revision;
import dev.signalbox.local.pipeline.run.Work;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Takes an object of a versioned bucket, in the version the execution was started for. */
public final class S3Source implements Provider {
  private final Objects objects;
  private final Artifacts artifacts;
  private final Clock clock;

  public S3Source(Objects objects, Artifacts artifacts, Clock clock) {
    this.objects = objects;
    this.artifacts = artifacts;
    this.clock = clock;
  }

  @Override
  public void begin(Work work, Report report) {
    Optional<String> otherKey = work.given("S3_OBJECT_KEY").map(GivenRevision::value);
    boolean allowed =
        work.setting("AllowOverrideForS3ObjectKey").filter("true"::equalsIgnoreCase).isPresent();
    if (otherKey.isPresent() && !allowed) {
      report.ended(
          Outcome.failed(
              "ConfigurationError",
              "S3_OBJECT_KEY was given, but AllowOverrideForS3ObjectKey is not true in action "
                  + work.action().name()));
      return;
    }
    String bucket = work.required("S3Bucket");
    String key = otherKey.orElse(work.required("S3ObjectKey"));
    Optional<String> version = work.given("S3_OBJECT_VERSION_ID").map(GivenRevision::value);
    Optional<Stored> stored = objects.get(bucket, key, version);
    if (stored.isEmpty()) {
      report.ended(
          Outcome.failed(
              "RevisionUnavailable",
              "The action failed because the object '%s'%s was not found in the bucket '%s'"
                  .formatted(key, version.map(it -> " of version " + it).orElse(""), bucket)));
      return;
    }
    report.ended(
        stored.get().versionId().equals("null")
            ? Outcome.failed(
                "ConfigurationError",
                "The bucket '%s' is not versioned, which source actions need".formatted(bucket))
            : taken(work, bucket, key, stored.get()));
  }

  private Outcome taken(Work work, String bucket, String key, Stored stored) {
    Artifact artifact = artifacts.store(work, work.outputs().getFirst(), stored.file());
    String summary = "Amazon S3 version id: " + stored.versionId();
    String url = "https://s3.console.aws.amazon.com/s3/object/" + bucket;
    return Outcome.succeeded(External.id(stored.versionId()).withSummary(summary).withUrl(url))
        .outputs(List.of(artifact))
        .revision(new Revision(stored.versionId(), summary, clock.instant(), url))
        .variables(
            Map.of(
                "BucketName",
                bucket,
                "ObjectKey",
                key,
                "VersionId",
                stored.versionId(),
                "ETag",
                stored.etag()));
  }
}
