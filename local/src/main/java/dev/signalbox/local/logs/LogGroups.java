package dev.signalbox.local.logs;

import dev.signalbox.local.api.Arn;
import dev.signalbox.local.api.AwsError;
import dev.signalbox.local.api.Place;
import dev.signalbox.local.api.Store;
import dev.signalbox.local.api.Table;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Every log group and its streams. */
final class LogGroups {
  private record Stream(String name, String id, long created) {}

  private final Table<LogGroup> groups;
  private final Table<Stream> streams;
  private final Journals journals;

  LogGroups(Store store, Journals journals) {
    this.groups = store.table("logs.groups", LogGroup.class);
    this.streams = store.table("logs.streams", Stream.class);
    this.journals = journals;
  }

  boolean add(LogGroup group) {
    return groups.putIfAbsent(group.place().key(group.name()), group);
  }

  /** Those of the place whose names begin so, by name. */
  List<LogGroup> startingWith(Place place, String prefix) {
    return groups.startingWith(place.key(prefix));
  }

  Optional<LogGroup> find(Place place, String name) {
    return groups.get(place.key(name));
  }

  LogGroup get(Place place, String name) {
    return find(place, name).orElseThrow(() -> notFound("The specified log group does not exist."));
  }

  /**
   * @param identifier a name or an ARN
   */
  LogGroup get(Place place, @Nullable String name, @Nullable String identifier) {
    if ((name == null) == (identifier == null)) {
      throw AwsError.validation(
          name == null
              ? "Either logGroupName or logGroupIdentifier is required."
              : "LogGroup name and LogGroup ARN are mutually exclusive parameters.");
    }
    return name != null ? get(place, name) : identified(place, String.valueOf(identifier));
  }

  private LogGroup identified(Place place, String identifier) {
    Optional<Arn> arn = Arn.parse(identifier);
    if (arn.isPresent() && !arn.get().place().equals(place)) {
      throw notFound("The specified log group does not exist.");
    }
    return get(place, arn.map(LogGroups::name).orElse(identifier));
  }

  static String name(Arn arn) {
    return arn.resource().replaceFirst("^log-group:", "").replaceFirst(":\\*$", "");
  }

  LogGroup update(Place place, String name, UnaryOperator<LogGroup> change) {
    return groups
        .update(place.key(name), change)
        .orElseThrow(() -> notFound("The specified log group does not exist."));
  }

  void remove(LogGroup group) {
    streams(group, "").forEach(this::remove);
    groups.remove(group.place().key(group.name()));
  }

  boolean addStream(LogGroup group, String name, long now) {
    return streams.putIfAbsent(
        key(group, name), new Stream(name, UUID.randomUUID().toString(), now));
  }

  Optional<LogStream> findStream(LogGroup group, String name) {
    return streams.get(key(group, name)).map(it -> of(group, it));
  }

  LogStream stream(LogGroup group, String name) {
    return findStream(group, name)
        .orElseThrow(() -> notFound("The specified log stream does not exist."));
  }

  /** Those whose names begin so, by name. */
  List<LogStream> streams(LogGroup group, String prefix) {
    return streams.startingWith(key(group, prefix)).stream().map(it -> of(group, it)).toList();
  }

  void remove(LogStream stream) {
    streams.remove(key(stream.group(), stream.name()));
    journals.remove(stream);
  }

  Journal journal(LogStream stream) {
    return journals.of(stream);
  }

  /** Makes what is missing. */
  LogStream made(Place place, String groupName, String streamName, long now) {
    if (find(place, groupName).isEmpty()) {
      add(new LogGroup(place, groupName, now, 0, "", "STANDARD", Map.of()));
    }
    LogGroup group = get(place, groupName);
    if (findStream(group, streamName).isEmpty()) {
      addStream(group, streamName, now);
    }
    return stream(group, streamName);
  }

  private static LogStream of(LogGroup group, Stream stream) {
    return new LogStream(group, stream.name(), stream.id(), stream.created());
  }

  /** A group's name has no colon. */
  private static String key(LogGroup group, String stream) {
    return group.place().key(group.name()) + ":" + stream;
  }

  static AwsError notFound(String message) {
    return AwsError.of("ResourceNotFoundException", message);
  }
}
