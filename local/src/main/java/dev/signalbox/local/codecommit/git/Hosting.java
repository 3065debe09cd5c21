package dev.signalbox.local.codecommit.git;

import dev.signalbox.local.api.AwsError;
import dev.signalbox.local.api.Clock;
import dev.signalbox.local.api.Place;
import dev.signalbox.local.api.Store;
import dev.signalbox.local.api.Table;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Every git repository of every account and Region. */
public final class Hosting implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Hosting.class);

  private final Table<Hosted> table;
  private final Path directory;
  private final Clock clock;
  private final Map<String, String> ids = new ConcurrentHashMap<>();
  private final Map<String, GitData> open = new ConcurrentHashMap<>();

  public Hosting(Store store, Clock clock) {
    OwnSettings.use();
    this.table = store.table("codecommit-repositories", Hosted.class);
    this.directory = store.directory("git");
    this.clock = clock;
    table.all().forEach(hosted -> ids.put(hosted.key(), hosted.id()));
    removeLeftovers();
  }

  /**
   * @throws AwsError RepositoryNameExistsException
   */
  public synchronized Hosted create(Place place, String name, String description, String kmsKeyId) {
    if (find(place, name).isPresent()) {
      throw nameExists(name);
    }
    String id = UUID.randomUUID().toString();
    long now = clock.instant().toEpochMilli();
    Hosted hosted =
        new Hosted(id, place.account(), place.region(), name, description, kmsKeyId, now, now);
    at(id).create();
    table.put(id, hosted);
    ids.put(hosted.key(), id);
    return hosted;
  }

  public Optional<Hosted> find(Place place, String name) {
    return Optional.ofNullable(ids.get(place.key(name))).flatMap(table::get);
  }

  /**
   * @throws AwsError RepositoryDoesNotExistException
   */
  public Hosted get(Place place, String name) {
    return find(place, name)
        .orElseThrow(
            () -> AwsError.of("RepositoryDoesNotExistException", name + " does not exist"));
  }

  /** Whatever it is called now. */
  public Optional<Hosted> withId(String id) {
    return table.get(id);
  }

  public List<Hosted> in(Place place) {
    return table.all().stream().filter(hosted -> hosted.place().equals(place)).toList();
  }

  /**
   * @throws AwsError RepositoryDoesNotExistException, RepositoryNameExistsException
   */
  public synchronized Hosted rename(Place place, String name, String newName) {
    Hosted hosted = get(place, name);
    if (!name.equals(newName) && find(place, newName).isPresent()) {
      throw nameExists(newName);
    }
    Hosted renamed = change(hosted, before -> before.named(newName, now()));
    ids.remove(hosted.key());
    ids.put(renamed.key(), renamed.id());
    return renamed;
  }

  public List<Hosted> all() {
    return table.all();
  }

  public Hosted describe(Hosted hosted, String description) {
    return change(hosted, before -> before.described(description, now()));
  }

  void touch(Hosted hosted) {
    change(hosted, before -> before.modified(now()));
  }

  /** The one that was deleted, if there was one. */
  public synchronized Optional<Hosted> delete(Place place, String name) {
    Optional<Hosted> found = find(place, name);
    found.ifPresent(hosted -> {
      ids.remove(hosted.key());
      table.remove(hosted.id());
      Optional.ofNullable(open.remove(hosted.id())).ifPresent(GitData::close);
      removeData(hosted.id());
    });
    return found;
  }

  public GitData data(Hosted hosted) {
    return open.computeIfAbsent(hosted.id(), id -> at(id).open());
  }

  @Override
  public synchronized void close() {
    open.values().forEach(GitData::close);
    open.clear();
  }

  private Hosted change(Hosted hosted, UnaryOperator<Hosted> change) {
    return table.update(hosted.id(), change).orElse(hosted);
  }

  private long now() {
    return clock.instant().toEpochMilli();
  }

  private GitDirectory at(String id) {
    return new GitDirectory(directory.resolve(id));
  }

  /** Of repositories whose making or deleting a crash cut short. */
  private void removeLeftovers() {
    try (Stream<Path> directories = Files.list(directory)) {
      directories
          .map(path -> path.getFileName().toString())
          .filter(id -> table.get(id).isEmpty())
          .forEach(this::removeData);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void removeData(String id) {
    try {
      at(id).delete();
    } catch (UncheckedIOException e) {
      LOG.warn("Left for the next start: the git data of deleted repository {}", id, e);
    }
  }

  private static AwsError nameExists(String name) {
    return AwsError.of(
        "RepositoryNameExistsException", "Repository named " + name + " already exists");
  }
}
