package dev.signalbox.local.model;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One AWS service's API as its model describes it. */
public final class Model {
  /** An operation found by its address, and what the address said. */
  public record Addressed(ApiOperation operation, Map<String, String> labels) {}

  private final String name;
  private final Map<String, String> metadata;
  private final Map<String, ApiOperation> operations;
  private final List<ApiOperation> mostSpecificFirst;
  private final Map<String, Shape> shapes;
  private final Map<String, ApiError> errors;

  Model(
      String name,
      Map<String, String> metadata,
      Map<String, ApiOperation> operations,
      Map<String, Shape> shapes,
      Map<String, ApiError> errors) {
    this.name = name;
    this.metadata = metadata;
    this.operations = operations;
    this.mostSpecificFirst =
        operations.values().stream()
            .sorted(
                Comparator.comparingInt((ApiOperation o) -> o.uri().literals())
                    .reversed()
                    .thenComparing(ApiOperation::name))
            .toList();
    this.shapes = shapes;
    this.errors = errors;
  }

  /** {@code codepipeline}, {@code events}, {@code sts} …: what requests are signed for. */
  public String name() {
    return name;
  }

  public String fullName() {
    return metadata("serviceFullName");
  }

  /** {@code json}, {@code query}, {@code rest-json}, {@code rest-xml} or a newer one. */
  public String protocol() {
    return metadata("protocol");
  }

  /** {@code 1.0} or {@code 1.1}; empty for other protocols than JSON. */
  public String jsonVersion() {
    return metadata("jsonVersion");
  }

  /** What stands before the dot in {@code X-Amz-Target}; empty for other protocols than JSON. */
  public String targetPrefix() {
    return metadata("targetPrefix");
  }

  public String apiVersion() {
    return metadata("apiVersion");
  }

  /** Empty for the JSON protocols. */
  public String xmlNamespace() {
    return metadata("xmlNamespace");
  }

  /** Whether errors also carry the code the service's former query protocol had. */
  public boolean queryCompatible() {
    return metadata.containsKey("awsQueryCompatible");
  }

  /** By name, in alphabetical order. */
  public Collection<ApiOperation> operations() {
    return operations.values();
  }

  public Optional<ApiOperation> operation(String operation) {
    return Optional.ofNullable(operations.get(operation));
  }

  /**
   * The REST operation at this address.
   *
   * @param path as it came, still encoded
   */
  public Optional<Addressed> addressed(String method, String path, Map<String, String> query) {
    for (ApiOperation operation : mostSpecificFirst) {
      if (operation.method().equals(method)) {
        Optional<Map<String, String>> labels = operation.uri().match(path, query);
        if (labels.isPresent()) {
          return Optional.of(new Addressed(operation, labels.get()));
        }
      }
    }
    return Optional.empty();
  }

  /** The members of the operation's request; none when it takes none. */
  public Optional<Shape.Structure> input(ApiOperation operation) {
    return operation.input().map(input -> (Shape.Structure) shape(input));
  }

  /**
   * @throws IllegalArgumentException for a name the model does not have
   */
  public Shape shape(String shape) {
    Shape found = shapes.get(shape);
    if (found == null) {
      throw new IllegalArgumentException("The model of " + name + " has no shape " + shape);
    }
    return found;
  }

  public Collection<Shape> shapes() {
    return shapes.values();
  }

  public Optional<ApiError> error(String shape) {
    return Optional.ofNullable(errors.get(shape));
  }

  private String metadata(String key) {
    return metadata.getOrDefault(key, "");
  }
}
