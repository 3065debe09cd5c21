package dev.signalbox.local.ecr;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.signalbox.local.api.AwsError;
import dev.signalbox.local.api.Clock;
import dev.signalbox.local.api.Images;
import dev.signalbox.local.api.Place;
import dev.signalbox.local.archive.Unpacking;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Images on their way to where containers run. */
record PulledImages(Repositories repositories, ImageHouse images, Layers layers, Clock clock)
    implements Images {
  private static final JsonMapper JSON = new JsonMapper();

  @Override
  public Image pull(Place puller, String text) {
    ImageReference reference = ImageReference.parse(text);
    Repository repository = repository(reference);
    repositories.requireAllowed(
        repository,
        puller.account(),
        "arn:aws:iam::" + puller.account() + ":root",
        "BatchGetImage");
    StoredImage image = runnable(repository, find(repository, reference));
    images.update(image, it -> it.pulledAt(clock.instant()));
    return described(repository, image);
  }

  private Repository repository(ImageReference reference) {
    return repositories
        .find(reference.place(), reference.repository())
        .orElseThrow(() -> EcrError.noRepository(reference.place(), reference.repository()));
  }

  private StoredImage find(Repository repository, ImageReference reference) {
    return reference
        .digest()
        .map(it -> images.byDigest(repository, it))
        .orElseGet(() -> images.byTag(repository, reference.tag()))
        .orElseThrow(() ->
            EcrError.noImage(
                repository.name(), reference.digest().orElse(reference.tag()), repository.place()));
  }

  /** Of an index the first image: here one machine stands for every platform. */
  private StoredImage runnable(Repository repository, StoredImage image) {
    Manifest manifest = Manifest.parse(image.manifest(), Optional.of(image.mediaType()));
    return manifest.images().stream()
        .findFirst()
        .map(it ->
            images
                .byDigest(repository, it.digest())
                .orElseThrow(
                    () -> EcrError.noImage(repository.name(), it.digest(), repository.place())))
        .orElse(image);
  }

  private Image described(Repository repository, StoredImage image) {
    JsonNode config = config(repository, image).path("config");
    Map<String, String> environment = new LinkedHashMap<>();
    for (String variable : texts(config.path("Env"))) {
      int equals = variable.indexOf('=');
      if (equals > 0) {
        environment.put(variable.substring(0, equals), variable.substring(equals + 1));
      }
    }
    return new Image(
        repository.uri(),
        image.digest(),
        texts(config.path("Entrypoint")),
        texts(config.path("Cmd")),
        environment,
        config.path("WorkingDir").asText());
  }

  private JsonNode config(Repository repository, StoredImage image) {
    String digest =
        Manifest.parse(image.manifest(), Optional.of(image.mediaType()))
            .config()
            .orElseThrow(() -> EcrError.invalidLayer(image.digest() + " leads to no image to run"))
            .digest();
    try {
      return JSON.readTree(file(repository, digest).toFile());
    } catch (IOException e) {
      throw EcrError.invalidLayer(
          "The configuration of the image " + image.digest() + " cannot be read");
    }
  }

  private static List<String> texts(JsonNode list) {
    List<String> texts = new ArrayList<>();
    list.forEach(it -> texts.add(it.asText()));
    return texts;
  }

  @Override
  public void unpack(Image image, Path into) {
    ImageReference reference = ImageReference.parse(image.repository() + "@" + image.digest());
    Repository repository = repository(reference);
    StoredImage stored = find(repository, reference);
    Manifest manifest = Manifest.parse(stored.manifest(), Optional.of(stored.mediaType()));
    Unpacking unpacking = new Unpacking(into);
    for (Manifest.Blob layer : manifest.layers()) {
      try {
        unpacking.addTar(file(repository, layer.digest()));
      } catch (IOException e) {
        throw EcrError.invalidLayer(
            "The layer " + layer.digest() + " cannot be unpacked: " + e.getMessage());
      }
    }
  }

  private Path file(Repository repository, String digest) {
    return layers
        .find(repository, digest)
        .orElseThrow(
            () -> AwsError.of("LayersNotFoundException", "The layer " + digest + " is gone"));
  }
}
