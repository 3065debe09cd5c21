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
    operations = new Operations(new Guard(shelf));
    var intake = new Intake(identity);
    var announcements = new Announcements(events);
    var buckets = new BucketOperations(shelf, intake, clock);
    var writing = new WriteOperations(shelf, blobs, intake, announcements);
    var reading = new ReadOperations(shelf, blobs);
    buckets.addTo(operations);
    new VersionOperations(shelf, intake).addTo(operations);
    new ListOperations(shelf).addTo(operations);
    reading.addTo(operations);
    writing.addTo(operations);
    operations.on("PutObject", "PUT", Operations.Level.OBJECT, "", "s3:PutObject", writing::put);
    objects = new ServiceObjects(shelf, blobs, writing, announcements);
    resources = new BucketResources(shelf, buckets);
    endpoint =
        new S3Endpoint(new Authentication(identity, InstantSource.system()), shelf, operations);
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
