package dev.signalbox.local.dynamodb;

import dev.signalbox.local.api.Place;
import java.io.File;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.dynamodb.services.local.embedded.DynamoDBEmbedded;
import software.amazon.dynamodb.services.local.shared.access.AmazonDynamoDBLocal;

/** The databases, made when they are first asked for. */
final class Databases implements AutoCloseable {
  private final Optional<Path> directory;
  private final Map<Place, AmazonDynamoDBLocal> open = new ConcurrentHashMap<>();
  private final CompletableFuture<Void> ready;

  /**
   * Begins to load DynamoDB Local, which takes seconds, and returns.
   *
   * @param directory where the databases are kept; in memory when empty
   */
  Databases(Optional<Path> directory) {
    this.directory = directory;
    this.ready =
        CompletableFuture.runAsync(
            Databases::load,
            task -> Thread.ofPlatform().daemon().name("dynamodb start").start(task));
  }

  /** Waits for DynamoDB Local to be loaded. */
  DynamoDbClient in(Place place) {
    ready.join();
    return open.computeIfAbsent(place, this::create).dynamoDbClient();
  }

  private AmazonDynamoDBLocal create(Place place) {
    return create(
        directory
            .map(it -> it.resolve(place.account() + "_" + place.region() + ".db").toFile())
            .orElse(null));
  }

  private static AmazonDynamoDBLocal create(@Nullable File file) {
    boolean withoutTelemetry = true;
    return DynamoDBEmbedded.create(file, withoutTelemetry);
  }

  private static void load() {
    AmazonDynamoDBLocal first = create((File) null);
    first.dynamoDbClient().listTables();
    first.shutdownNow();
  }

  @Override
  public void close() {
    open.values().forEach(AmazonDynamoDBLocal::shutdown);
  }
}
