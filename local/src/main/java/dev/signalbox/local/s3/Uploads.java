package dev.signalbox.local.s3;

import dev.signalbox.local.api.Store;
import dev.signalbox.local.api.Table;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/** The uploads that have been begun and neither completed nor aborted. */
final class Uploads {
  private final Table<Upload> table;
  private final Blobs blobs;

  Uploads(Store store, Blobs blobs) {
    this.table = store.table("s3-uploads", Upload.class);
    this.blobs = blobs;
  }

  void add(Upload upload) {
    table.put(place(upload.bucket(), upload.id()), upload);
  }

  /**
   * @throws dev.signalbox.local.api.AwsError NoSuchUpload
   */
  Upload find(Bucket bucket, String key, String id) {
    return table
        .get(place(bucket.name(), id))
        .filter(it -> it.key().equals(key))
        .orElseThrow(() -> S3Error.noSuchUpload(id));
  }

  /** In the order of their keys, and of their beginnings where those are equal. */
  List<Upload> of(Bucket bucket) {
    return table.startingWith(bucket.name() + "/").stream()
        .sorted(
            Comparator.comparing((Upload it) -> Keys.of("", it.key())).thenComparing(Upload::id))
        .toList();
  }

  /** Adds the part, whose bytes the caller has kept. */
  void add(Upload upload, Upload.Part part) {
    var replaced = new AtomicReference<Optional<Upload.Part>>(Optional.empty());
    var updated =
        table.update(
            place(upload.bucket(), upload.id()),
            it -> {
              replaced.set(it.part(part.number()));
              return it.with(part);
            });
    if (updated.isEmpty()) {
      blobs.drop(part.blob());
      throw S3Error.noSuchUpload(upload.id());
    }
    replaced.get().ifPresent(it -> blobs.drop(it.blob()));
  }

  /** Forgets the upload and its parts' bytes; false when another has done so first. */
  boolean remove(Upload upload) {
    var last = table.get(place(upload.bucket(), upload.id()));
    boolean removed = table.remove(place(upload.bucket(), upload.id()));
    if (removed) {
      last.orElse(upload).parts().forEach(it -> blobs.drop(it.blob()));
    }
    return removed;
  }

  private static String place(String bucket, String id) {
    return bucket + "/" + id;
  }
}
