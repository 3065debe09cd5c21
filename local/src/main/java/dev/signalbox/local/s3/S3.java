package dev.signalbox.local.s3;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.signalbox.local.api.Clock;
import dev.signalbox.local.api.Endpoint;
import dev.signalbox.local.api.Events;
import dev.signalbox.local.api.Identity;
import dev.signalbox.local.api.Objects;
import dev.signalbox.local.api.Place;
import dev.signalbox.local.api.Resources;
import dev.signalbox.local.api.Store;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** S3: its protocol, the port of the services that keep artifacts there, and its resources. */
public final class S3 implements Objects, Resources, AutoCloseable {
  private final Shelf shelf;
  private final Blobs blobs;
  private final Operations operations;
  private final S3Endpoint endpoint;
  private final ServiceObjects objects;
  private final BucketResources resources;

  public S3(Store store, Clock clock, Events events, Identity identity) {
    blobs = new Blobs(store.directory("s3"));
    shelf = new Shelf(store, blobs, clock);
    var guard = new Guard(shelf);
    var intake = new Intake(identity);
    var announcements = new Announcements(events);
    var uploads = new Uploads(store, blobs);
    var buckets = new BucketOperations(shelf, uploads, intake, clock);
    var writing = new WriteOperations(shelf, blobs, intake, announcements);
    var reading = new ReadOperations(shelf, blobs);
    var uploading = new UploadOperations(uploads, blobs, intake, clock);
    var copying =
        new CopyOperations(guard, shelf, blobs, reading, writing, uploading, announcements);
    operations = new Operations(guard);
    buckets.addTo(operations);
    new SettingOperations(shelf, intake).addTo(operations);
    Absences.addTo(operations);
    new AclOperations(reading, intake).addTo(operations);
    new VersionOperations(shelf, intake).addTo(operations);
    new ListOperations(shelf).addTo(operations);
    reading.addTo(operations);
    writing.addTo(operations);
    new DeleteOperations(guard, intake, writing).addTo(operations);
    new TagOperations(shelf, intake, reading, announcements).addTo(operations);
    new AttributeOperations(reading).addTo(operations);
    uploading.addTo(operations);
    new UploadLists(uploads).addTo(operations);
    new Completion(uploads, uploading, blobs, writing, announcements).addTo(operations);
    operations
        .on(
            "PutObject/CopyObject",
            "PUT",
            Operations.Level.OBJECT,
            "",
            "s3:PutObject",
            (request, bucket) ->
                copies(request)
                    ? copying.copyObject(request, bucket)
                    : writing.put(request, bucket))
        .on(
            "UploadPart/UploadPartCopy",
            "PUT",
            Operations.Level.OBJECT,
            "uploadId",
            "s3:PutObject",
            (request, bucket) ->
                copies(request)
                    ? copying.copyPart(request, bucket)
                    : uploading.uploadPart(request, bucket));
    objects = new ServiceObjects(shelf, blobs, writing, announcements);
    resources = new BucketResources(shelf, buckets);
    endpoint =
        new S3Endpoint(new Authentication(identity, InstantSource.system()), shelf, operations);
  }

  private static boolean copies(Request request) {
    return request.header("x-amz-copy-source").isPresent();
  }

  /** For the front door. */
  public Endpoint endpoint() {
    return endpoint;
  }

  /** The names of the operations that are implemented, in alphabetical order. */
  public Collection<String> operations() {
    return operations.names();
  }

  @Override
  public Stored put(String bucket, String key, Path file, Map<String, String> metadata) {
    return objects.put(bucket, key, file, metadata);
  }

  @Override
  public Optional<Stored> get(String bucket, String key, Optional<String> versionId) {
    return objects.get(bucket, key, versionId);
  }

  @Override
  public boolean bucketExists(String bucket) {
    return shelf.find(bucket).isPresent();
  }

  @Override
  public Set<String> types() {
    return resources.types();
  }

  @Override
  public Made make(Place place, String type, String logicalId, String name, ObjectNode properties) {
    return resources.make(place, type, logicalId, name, properties);
  }

  @Override
  public void close() {
    blobs.close();
  }
}
