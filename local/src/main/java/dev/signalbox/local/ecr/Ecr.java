package dev.signalbox.local.ecr;

import dev.signalbox.local.api.Clock;
import dev.signalbox.local.api.Events;
import dev.signalbox.local.api.Images;
import dev.signalbox.local.api.Place;
import dev.signalbox.local.api.Resources;
import dev.signalbox.local.api.Service;
import dev.signalbox.local.api.Store;
import java.nio.file.Path;

/** ECR: private repositories of images. */
public final class Ecr implements Images {
  private final Service api = new Service("ecr");
  private final Scans scans;
  private final Resources resources;
  private final PulledImages pulled;

  public Ecr(Store store, Clock clock, Events events) {
    Repositories repositories = new Repositories(store);
    ImageHouse images = new ImageHouse(store);
    Layers layers = new Layers(store);
    ImageEvents announcements = new ImageEvents(events);
    Scanner scanner = new Scanner(layers, store.directory("ecr/scans"));
    scans = new Scans(repositories, images, scanner, announcements, clock);
    RepositoryOperations operations = new RepositoryOperations(repositories, images, layers, clock);
    operations.addTo(api);
    new PolicyOperations(repositories).addTo(api);
    new TagOperations(repositories).addTo(api);
    new LayerOperations(repositories, layers, new Uploads(store)).addTo(api);
    new PutOperations(repositories, images, layers, scans, announcements, clock).addTo(api);
    new ImageOperations(repositories, images, announcements, clock).addTo(api);
    new ScanOperations(repositories, images, scans, clock).addTo(api);
    resources = new RepositoryResources(repositories, operations);
    pulled = new PulledImages(repositories, images, layers, clock);
  }

  public Service api() {
    return api;
  }

  /** {@code AWS::ECR::Repository}. */
  public Resources resources() {
    return resources;
  }

  /** Goes on with what was under way. */
  public void start() {
    scans.resume();
  }

  @Override
  public Image pull(Place puller, String reference) {
    return pulled.pull(puller, reference);
  }

  @Override
  public void unpack(Image image, Path into) {
    pulled.unpack(image, into);
  }
}
