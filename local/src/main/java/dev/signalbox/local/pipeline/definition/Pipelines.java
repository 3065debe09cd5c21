package dev.signalbox.local.pipeline.definition;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.signalbox.local.api.AwsError;
import dev.signalbox.local.api.Place;
import dev.signalbox.local.api.Shapes;
import dev.signalbox.local.api.Store;
import dev.signalbox.local.api.Table;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;
import software.amazon.awssdk.services.codepipeline.model.PipelineDeclaration;

/** Every pipeline, with every version of its declaration. */
public final class Pipelines {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** A declaration as it was stored. */
  public record Stored(String json) {}

  private final Table<Pipeline> pipelines;
  private final Table<Stored> versions;
  private final Map<String, PipelineDeclaration> parsed = new ConcurrentHashMap<>();

  public Pipelines(Store store) {
    pipelines = store.table("codepipeline-pipelines", Pipeline.class);
    versions = store.table("codepipeline-versions", Stored.class);
  }

  public Optional<Pipeline> find(Place place, String name) {
    return pipelines.get(place.key(name));
  }

  /**
   * @throws AwsError PipelineNotFoundException
   */
  public Pipeline existing(Place place, String name) {
    return find(place, name).orElseThrow(() -> notFound(place, name));
  }

  public static AwsError notFound(Place place, String name) {
    return AwsError.of(
        "PipelineNotFoundException",
        "Account '%s' does not have a pipeline with name '%s'".formatted(place.account(), name));
  }

  public List<Pipeline> in(Place place) {
    return pipelines.startingWith(place.key(""));
  }

  public List<Pipeline> all() {
    return pipelines.all();
  }

  /** False when the name is taken. */
  public boolean add(Pipeline pipeline, PipelineDeclaration declaration) {
    if (pipelines.get(pipeline.key()).isPresent()) {
      return false;
    }
    write(pipeline, declaration);
    return pipelines.putIfAbsent(pipeline.key(), pipeline);
  }

  public void replace(Pipeline pipeline, PipelineDeclaration declaration) {
    write(pipeline, declaration);
    pipelines.put(pipeline.key(), pipeline);
  }

  public Optional<Pipeline> update(Pipeline pipeline, UnaryOperator<Pipeline> change) {
    return pipelines.update(pipeline.key(), change);
  }

  public void remove(Pipeline pipeline) {
    pipelines.remove(pipeline.key());
    for (int version = 1; version <= pipeline.version(); version++) {
      versions.remove(key(pipeline, version));
      parsed.remove(key(pipeline, version));
    }
  }

  private void write(Pipeline pipeline, PipelineDeclaration declaration) {
    PipelineDeclaration numbered = declaration.toBuilder().version(pipeline.version()).build();
    parsed.put(key(pipeline, pipeline.version()), numbered);
    versions.put(key(pipeline, pipeline.version()), new Stored(Shapes.json(numbered).toString()));
  }

  public PipelineDeclaration declaration(Pipeline pipeline) {
    return ran(pipeline, pipeline.version());
  }

  /**
   * What an execution ran with.
   *
   * @throws AwsError PipelineNotFoundException when the pipeline was deleted meanwhile
   */
  public PipelineDeclaration ran(Pipeline pipeline, int version) {
    return declaration(pipeline, version)
        .orElseThrow(() -> notFound(pipeline.place(), pipeline.name()));
  }

  public Optional<PipelineDeclaration> declaration(Pipeline pipeline, int version) {
    String key = key(pipeline, version);
    PipelineDeclaration known = parsed.get(key);
    if (known != null) {
      return Optional.of(known);
    }
    Optional<PipelineDeclaration> read = versions.get(key).map(it -> read(it.json()));
    read.ifPresent(it -> parsed.put(key, it));
    return read;
  }

  private static PipelineDeclaration read(String json) {
    try {
      return Shapes.fill(PipelineDeclaration.builder(), JSON.readTree(json)).build();
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("A stored pipeline cannot be read", e);
    }
  }

  private static String key(Pipeline pipeline, int version) {
    return "%s/%08d".formatted(pipeline.key(), version);
  }
}
