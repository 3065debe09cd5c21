package dev.signalbox.local.api;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.utils.builder.Buildable;

/**
 * The operations implemented of one AWS service.
 *
 * <p>{@code new Service("codepipeline").on("GetPipeline", GetPipelineRequest::builder,
 * this::getPipeline)}
 */
public final class Service {
  /**
   * One implemented operation: how an empty request is made, and what is done with a filled one.
   */
  public record Implemented(
      Supplier<? extends SdkPojo> requestBuilder, Operation<SdkPojo, ?> operation) {}

  private final String name;
  private final Map<String, Implemented> operations = new TreeMap<>();

  /**
   * @param name the service's name in AWS's models: {@code codepipeline}, {@code events}, {@code
   *     sts} …
   */
  public Service(String name) {
    this.name = name;
  }

  @SuppressWarnings(
      "unchecked") // the builder makes what the operation takes: the signature says so
  public <B extends SdkPojo & Buildable, I extends SdkPojo> Service on(
      String operation, Supplier<B> requestBuilder, Operation<I, ?> implementation) {
    operations.put(
        operation, new Implemented(requestBuilder, (Operation<SdkPojo, ?>) implementation));
    return this;
  }

  /** The same operations; every request is looked at first. */
  public Service checked(BiConsumer<Caller, SdkPojo> check) {
    Service checked = new Service(name);
    operations.forEach((operation, it) ->
        checked.operations.put(
            operation,
            new Implemented(
                it.requestBuilder(),
                (caller, request) -> {
                  check.accept(caller, request);
                  return it.operation().apply(caller, request);
                })));
    return checked;
  }

  public String name() {
    return name;
  }

  /** By operation name, in alphabetical order. */
  public Map<String, Implemented> operations() {
    return Collections.unmodifiableMap(operations);
  }
}
