package dev.signalbox.local.lambda;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.signalbox.local.api.AliasUpdates;
import dev.signalbox.local.api.Aliases;
import dev.signalbox.local.api.AwsError;
import dev.signalbox.local.api.Caller;
import dev.signalbox.local.api.Clock;
import dev.signalbox.local.api.Endpoint;
import dev.signalbox.local.api.Events;
import dev.signalbox.local.api.Functions;
import dev.signalbox.local.api.Identity;
import dev.signalbox.local.api.Invocations;
import dev.signalbox.local.api.Logs;
import dev.signalbox.local.api.Objects;
import dev.signalbox.local.api.Place;
import dev.signalbox.local.api.Queues;
import dev.signalbox.local.api.Resources;
import dev.signalbox.local.api.Roles;
import dev.signalbox.local.api.Service;
import dev.signalbox.local.api.Store;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.lambda.model.InvocationType;
import software.amazon.awssdk.services.lambda.model.InvokeRequest;
import software.amazon.awssdk.services.lambda.model.InvokeResponse;
import software.amazon.awssdk.services.lambda.model.LogType;

/** Lambda: the functions of every place and the processes that run them. */
public final class Lambda implements Functions, Invocations, AutoCloseable {
  private static final Duration KEPT_WARM = Duration.ofMinutes(10);

  private final Catalogue catalogue;
  private final FunctionUrls urls;
  private final Supplier<URI> address;
  private final CodeStore code;
  private final Starter starter;
  private final Clock clock;
  private final AsyncInvocations asynchronous;
  private final Map<String, FunctionPool> pools = new ConcurrentHashMap<>();
  private final Map<String, AtomicInteger> busy = new ConcurrentHashMap<>();
  private volatile Clock.Wait reaping = () -> {};

  /** The services that functions need and that need functions. */
  public record Neighbours(Roles roles, Logs logs, Queues queues, Events events, Objects objects) {}

  /**
   * @param address of the front door: what functions reach AWS by
   */
  public Lambda(Store store, Clock clock, Neighbours neighbours, Supplier<URI> address) {
    Path directory = store.directory("functions");
    this.code = new CodeStore(directory, neighbours.objects());
    this.catalogue = new Catalogue(store, code::keep);
    this.urls = new FunctionUrls(store, catalogue);
    this.address = address;
    this.starter = new Starter(directory, neighbours.roles(), neighbours.logs(), address);
    this.clock = clock;
    this.asynchronous =
        new AsyncInvocations(
            store,
            clock,
            new Destinations(neighbours.queues(), neighbours.events(), this),
            (function, event) -> run(function, event).outcome(),
            catalogue);
  }

  /** Takes up the asynchronous invocations that a stop left behind. */
  public void start() {
    asynchronous.resume();
    reap();
  }

  private void reap() {
    Instant since = Instant.now().minus(KEPT_WARM);
    pools.values().forEach(pool -> pool.reap(since));
    reaping = clock.after(KEPT_WARM.dividedBy(10), this::reap);
  }

  /** Functions' versions and aliases. */
  public Resources published(AliasUpdates updates) {
    return new PublishedResources(catalogue, updates);
  }

  /** Functions, and what is declared beside them. */
  public Resources resources() {
    return new FunctionResources(catalogue, urls, clock, code, address);
  }

  public Service api() {
    Service service = new Service("lambda").on("Invoke", InvokeRequest::builder, this::requested);
    new FunctionOperations(catalogue, urls, code, clock).addTo(service);
    new Descriptions(catalogue).addTo(service);
    new VersionOperations(catalogue).addTo(service);
    new AsyncOperations(catalogue, clock).addTo(service);
    new ConcurrencyOperations(catalogue).addTo(service);
    new TagOperations(catalogue).addTo(service);
    new PermissionOperations(catalogue).addTo(service);
    new UrlOperations(catalogue, urls, clock, address).addTo(service);
    return service;
  }

  /** The addresses of functions. */
  public Endpoint addresses(Identity identity) {
    return new UrlEndpoint(
        urls,
        identity,
        clock,
        (url, event) ->
            run(catalogue.resolve(url.place(), url.functionArn(), null), event).outcome());
  }

  public Aliases aliases() {
    return new AliasRoutes(catalogue);
  }

  @Override
  public void invokeAsync(Place place, String function, byte[] event) {
    asynchronous.accept(catalogue.resolve(place, function, null), event);
  }

  @Override
  public Answer invoke(Place place, String function, byte[] event) {
    Outcome outcome = run(function, place, event);
    return new Answer(outcome instanceof Outcome.Failed, outcome.payload());
  }

  /**
   * Runs one event and waits for its end.
   *
   * @throws AwsError ResourceNotFoundException, TooManyRequestsException
   */
  public Outcome run(String function, Place place, byte[] event) {
    return run(catalogue.resolve(place, function, null), event).outcome();
  }

  private Execution run(Resolved resolved, byte[] event) {
    FunctionRecord function = resolved.function();
    int reserved =
        catalogue
            .get(new Catalogue.Name(function.place(), function.name(), Optional.empty()))
            .reserved();
    AtomicInteger running = busy.computeIfAbsent(function.arn(), _ -> new AtomicInteger());
    try {
      if (running.incrementAndGet() > reserved && reserved != FunctionRecord.UNRESERVED) {
        throw new AwsError("TooManyRequestsException", 429, "Rate Exceeded.");
      }
      return pool(function).run(function, resolved.invokedArn(), event);
    } finally {
      running.decrementAndGet();
    }
  }

  /**
   * Each state of a function has its own; the processes of an earlier one end when they are idle.
   */
  private FunctionPool pool(FunctionRecord function) {
    int state =
        java.util.Objects.hash(
            function.code(), function.configuration(), function.modifiedMillis());
    String key = function.versionArn() + "/" + state;
    return pools.computeIfAbsent(
        key,
        _ -> {
          pools.entrySet().stream()
              .filter(it -> it.getKey().startsWith(function.versionArn() + "/"))
              .forEach(it -> it.getValue().reap(Instant.MAX));
          return new FunctionPool(starter::start);
        });
  }

  private InvokeResponse requested(Caller caller, InvokeRequest request) {
    Resolved function =
        catalogue.resolve(caller.place(), request.functionName(), request.qualifier());
    byte[] event =
        Optional.ofNullable(request.payload()).map(SdkBytes::asByteArrayUnsafe).orElse(new byte[0]);
    InvocationType type =
        Optional.ofNullable(request.invocationType()).orElse(InvocationType.REQUEST_RESPONSE);
    Payload payload = Payload.of(event, type);
    return switch (type) {
      case DRY_RUN -> InvokeResponse.builder().statusCode(204).build();
      case EVENT -> {
        asynchronous.accept(function, payload.json());
        yield InvokeResponse.builder()
            .statusCode(202)
            .payload(SdkBytes.fromByteArray(new byte[0]))
            .build();
      }
      default -> answer(function, run(function, payload.json()), request.logType() == LogType.TAIL);
    };
  }

  private static InvokeResponse answer(Resolved function, Execution execution, boolean withLog) {
    return InvokeResponse.builder()
        .statusCode(200)
        .executedVersion(function.function().version())
        .functionError(execution.outcome() instanceof Outcome.Failed ? "Unhandled" : null)
        .logResult(
            withLog ? Base64.getEncoder().encodeToString(execution.log().getBytes(UTF_8)) : null)
        .payload(SdkBytes.fromByteArrayUnsafe(execution.outcome().payload()))
        .build();
  }

  @Override
  public void close() {
    asynchronous.close();
    reaping.cancel();
    pools.values().forEach(FunctionPool::close);
  }
}
