package dev.signalbox.local.pipeline.run;

import dev.signalbox.local.api.Store;
import dev.signalbox.local.api.Table;
import dev.signalbox.local.pipeline.definition.Pipeline;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.stream.Stream;

/** Every execution of every pipeline; those that ended are on disk alone. */
public final class Executions {
  private final Table<Execution> table;
  private final Map<String, Index> indexes = new ConcurrentHashMap<>();

  private static final class Index {
    private final Map<String, Long> numbers = new ConcurrentHashMap<>();
    private final ConcurrentSkipListMap<Long, String> ids = new ConcurrentSkipListMap<>();

    private final Map<String, String> byToken = new ConcurrentHashMap<>();

    void add(Execution execution) {
      execution.clientToken().ifPresent(token -> byToken.put(token, execution.id()));
      numbers.put(execution.id(), execution.number());
      ids.put(execution.number(), execution.id());
    }
  }

  public Executions(Store store) {
    table = store.table("codepipeline-executions", Execution.class);
  }

  /** Learns what the store holds of a pipeline, and returns what had not ended. */
  List<Execution> load(Pipeline pipeline) {
    List<Execution> open = new ArrayList<>();
    for (Execution execution : table.startingWith(pipeline.key() + "/")) {
      index(pipeline).add(execution);
      if (execution.open()) {
        open.add(execution);
      }
    }
    return open;
  }

  public Optional<Execution> find(Pipeline pipeline, String id) {
    return Optional.ofNullable(index(pipeline).numbers.get(id))
        .flatMap(number -> table.get(key(pipeline, number)));
  }

  /** The newest first, of those with a lower number; read as they are asked for. */
  public Stream<Execution> before(Pipeline pipeline, long number) {
    return index(pipeline).ids.headMap(number, false).descendingMap().keySet().stream()
        .flatMap(each -> table.get(key(pipeline, each)).stream());
  }

  public Stream<Execution> newestFirst(Pipeline pipeline) {
    return before(pipeline, Long.MAX_VALUE);
  }

  Optional<String> byToken(Pipeline pipeline, String token) {
    return Optional.ofNullable(index(pipeline).byToken.get(token));
  }

  long nextNumber(Pipeline pipeline) {
    var last = index(pipeline).ids.lastEntry();
    return last == null ? 1 : last.getKey() + 1;
  }

  void put(Pipeline pipeline, Execution execution) {
    table.put(key(pipeline, execution.number()), execution);
    index(pipeline).add(execution);
  }

  void forget(Pipeline pipeline) {
    Index index = indexes.remove(pipeline.key());
    if (index != null) {
      index.ids.keySet().forEach(number -> table.remove(key(pipeline, number)));
    }
  }

  private Index index(Pipeline pipeline) {
    return indexes.computeIfAbsent(pipeline.key(), _ -> new Index());
  }

  private static String key(Pipeline pipeline, long number) {
    return "%s/%012d".formatted(pipeline.key(), number);
  }
}
