package dev.signalbox.local.ecr;

import dev.signalbox.local.api.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Scans that are under way: each takes a while. */
final class Scans {
  private static final Duration TIME = Duration.ofSeconds(20);

  private final Repositories repositories;
  private final ImageHouse images;
  private final Scanner scanner;
  private final ImageEvents events;
  private final Clock clock;

  Scans(
      Repositories repositories,
      ImageHouse images,
      Scanner scanner,
      ImageEvents events,
      Clock clock) {
    this.repositories = repositories;
    this.images = images;
    this.scanner = scanner;
    this.events = events;
    this.clock = clock;
  }

  Scan start(Repository repository, StoredImage image) {
    Scan scan = Scan.started(clock.instant());
    images.update(image, it -> it.scanned(scan));
    endLater(repository, image, scan);
    return scan;
  }

  /** Those that were under way when {@code local} ended go on. */
  void resume() {
    for (Repository repository : repositories.all()) {
      List<StoredImage> all = images.of(repository);
      for (StoredImage image : all) {
        image
            .scan()
            .filter(it -> it.status().equals("IN_PROGRESS"))
            .ifPresent(it -> endLater(repository, image, it));
      }
    }
  }

  private void endLater(Repository repository, StoredImage image, Scan scan) {
    clock.after(TIME, () -> end(repository, image, scan));
  }

  private void end(Repository repository, StoredImage image, Scan started) {
    Scan scan = scanner.scan(repository, image, started, clock.instant());
    images.update(image, it -> it.scan().equals(Optional.of(started)) ? it.scanned(scan) : it);
    images
        .byDigest(repository, image.digest())
        .ifPresent(it -> events.scanned(repository, it, scan));
  }
}
