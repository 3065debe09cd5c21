package dev.signalbox.local.ecr;

import dev.signalbox.local.api.Store;
import dev.signalbox.local.api.Table;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** Every image, by its repository and its digest. */
final class ImageHouse {
  private final Table<StoredImage> table;

  ImageHouse(Store store) {
    this.table = store.table("ecr.images", StoredImage.class);
  }

  List<StoredImage> of(Repository repository) {
    return table.startingWith(repository.key() + "@");
  }

  Optional<StoredImage> byDigest(Repository repository, String digest) {
    return table.get(StoredImage.key(repository.key(), digest));
  }

  Optional<StoredImage> byTag(Repository repository, String tag) {
    return of(repository).stream().filter(it -> it.tags().contains(tag)).findFirst();
  }

  void put(StoredImage image) {
    table.put(image.key(), image);
  }

  void update(StoredImage image, UnaryOperator<StoredImage> change) {
    table.update(image.key(), change);
  }

  void remove(StoredImage image) {
    table.remove(image.key());
  }
}
