package dev.signalbox.local.codecommit;

import dev.signalbox.local.api.AwsError;
import dev.signalbox.local.api.Clock;
import dev.signalbox.local.api.Place;
import dev.signalbox.local.api.Store;
import dev.signalbox.local.api.Table;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.eclipse.jgit.internal.storage.file.FileRepository;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.lib.StoredConfig;

/**
 * Every repository of every place: its record, and its git directory, which is named by its id and
 * never by what a user typed.
 */
final class KnownRepositories implements AutoCloseable {
  private final Table<RepositoryRecord> records;
  private final Store store;
  private final Clock clock;
  private final Map<String, Repository> open = new ConcurrentHashMap<>();

  KnownRepositories(Store store, Clock clock) {
    NoUserConfiguration.install();
    this.store = store;
    this.clock = clock;
    this.records = store.table("repositories", RepositoryRecord.class);
  }

  Optional<RepositoryRecord> find(Place place, String name) {
    return records.get(place.key(name));
  }

  /**
   * @throws AwsError RepositoryDoesNotExistException
   */
  RepositoryRecord existing(Place place, String name) {
    return find(place, name)
        .orElseThrow(
            () -> AwsError.of("RepositoryDoesNotExistException", name + " does not exist"));
  }

  /** In the order of their names. */
  List<RepositoryRecord> in(Place place) {
    return records.startingWith(place.key(""));
  }

  /** Those of this name in any Region of the account. */
  List<RepositoryRecord> named(String account, String name) {
    return records.startingWith(account + "/").stream()
        .filter(record -> record.name().equals(name))
        .toList();
  }

  List<RepositoryRecord> all() {
    return records.all();
  }

  RepositoryRecord create(Place place, String name, String description) {
    long now = clock.instant().toEpochMilli();
    RepositoryRecord record =
        new RepositoryRecord(
            place.account(),
            place.region(),
            UUID.randomUUID().toString(),
            name,
            description,
            now,
            now);
    if (!records.putIfAbsent(place.key(name), record)) {
      throw AwsError.of(
          "RepositoryNameExistsException", "Repository named " + name + " already exists");
    }
    git(record);
    return record;
  }

  void put(RepositoryRecord record) {
    records.put(record.place().key(record.name()), record);
  }

  void rename(RepositoryRecord record, String newName) {
    RepositoryRecord renamed = record.renamed(newName, clock.instant().toEpochMilli());
    if (!records.putIfAbsent(record.place().key(newName), renamed)) {
      throw AwsError.of(
          "RepositoryNameExistsException", "Repository named " + newName + " already exists");
    }
    records.remove(record.place().key(record.name()));
  }

  void delete(RepositoryRecord record) {
    records.remove(record.place().key(record.name()));
    Optional.ofNullable(open.remove(record.id())).ifPresent(Repository::close);
    try (Stream<Path> files = Files.walk(directory(record))) {
      for (Path file : (Iterable<Path>) files.sorted(Comparator.reverseOrder())::iterator) {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot delete repository " + record.id(), e);
    }
  }

  /** The open git repository; shared by all, closed with this. */
  Repository git(RepositoryRecord record) {
    return open.computeIfAbsent(record.id(), _ -> opened(directory(record)));
  }

  private Path directory(RepositoryRecord record) {
    return store.directory("git").resolve(record.id() + ".git");
  }

  private static Repository opened(Path directory) {
    try {
      FileRepository repository = new FileRepository(directory.toFile());
      if (!Files.exists(directory.resolve("HEAD"))) {
        repository.create(true);
        repository.updateRef(Constants.HEAD).link(Constants.R_HEADS + "main");
        StoredConfig config = repository.getConfig();
        config.setBoolean("receive", null, "autogc", false);
        config.setBoolean("core", null, "logallrefupdates", false);
        config.save();
      }
      return repository;
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot open the git repository in " + directory, e);
    }
  }

  @Override
  public void close() {
    open.values().forEach(Repository::close);
  }
}
