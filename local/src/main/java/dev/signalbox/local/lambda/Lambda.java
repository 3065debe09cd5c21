package dev.signalbox.local.lambda;

import dev.signalbox.local.api.Arn;
import dev.signalbox.local.api.AwsError;
import dev.signalbox.local.api.Caller;
import dev.signalbox.local.api.Clock;
import dev.signalbox.local.api.Functions;
import dev.signalbox.local.api.Logs;
import dev.signalbox.local.api.Place;
import dev.signalbox.local.api.Queues;
import dev.signalbox.local.api.Resources;
import dev.signalbox.local.api.Roles;
import dev.signalbox.local.api.Service;
import dev.signalbox.local.api.Store;
import dev.signalbox.local.api.Table;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.lambda.model.InvocationType;
import software.amazon.awssdk.services.lambda.model.InvokeRequest;
import software.amazon.awssdk.services.lambda.model.InvokeResponse;

/** Lambda: the functions of every place and the processes that run them. */
public final class Lambda implements Functions, AutoCloseable {
  private static final Duration KEPT_WARM = Duration.ofMinutes(10);
  private static final Duration CREDENTIALS = Duration.ofHours(12);

  private final Table<FunctionRecord> functions;
  private final Path unpacked;
  private final Roles roles;
  private final Logs logs;
  private final Supplier<URI> address;
  private final Clock clock;
  private final AsyncInvocations asynchronous;
  private final Map<String, FunctionPool> pools = new ConcurrentHashMap<>();
  private volatile Clock.Wait reaping = () -> {};

  /**
   * @param address of the front door: what functions reach AWS by
   */
  public Lambda(
      Store store, Clock clock, Roles roles, Logs logs, Queues queues, Supplier<URI> address) {
    this.functions = store.table("functions", FunctionRecord.class);
    this.unpacked = store.directory("functions");
    this.roles = roles;
    this.logs = logs;
    this.address = address;
    this.clock = clock;
    this.asynchronous = new AsyncInvocations(store, clock, queues, this::run, this::existing);
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

  public Resources resources() {
    return new FunctionResources(this::put);
  }

  public Service api() {
    Service service = new Service("lambda").on("Invoke", InvokeRequest::builder, this::invoke);
    new Descriptions(functions, this::existing).addTo(service);
    return service;
  }

  private void put(FunctionRecord function) {
    functions.put(function.place().key(function.name()), function);
    Optional.ofNullable(pools.remove(function.arn())).ifPresent(FunctionPool::close);
  }

  @Override
  public void invokeAsync(Place place, String function, byte[] event) {
    asynchronous.accept(existing(place, function), event);
  }

  private FunctionRecord existing(Place place, String reference) {
    Optional<Arn> arn = Arn.parse(reference).filter(a -> a.service().equals("lambda"));
    Place where = arn.map(Arn::place).orElse(place);
    String name =
        arn.map(a -> a.resource().replaceFirst("^function:", ""))
            .orElse(reference)
            .split(":", -1)[0];
    return functions
        .get(where.key(name))
        .orElseThrow(() ->
            new AwsError(
                "ResourceNotFoundException",
                404,
                "Function not found: " + where.arn("lambda", "function:" + name)));
  }

  /**
   * Runs one event and waits for its end.
   *
   * @throws AwsError ResourceNotFoundException, TooManyRequestsException
   */
  public Outcome run(String function, Place place, byte[] event) {
    return run(existing(place, function), event);
  }

  private Outcome run(FunctionRecord function, byte[] event) {
    return pools
        .computeIfAbsent(function.arn(), _ -> new FunctionPool(function, () -> worker(function)))
        .run(event);
  }

  private Worker worker(FunctionRecord function) {
    FunctionCode code = code(function);
    String stream =
        LocalDate.now(ZoneOffset.UTC).toString().replace('-', '/')
            + "/[$LATEST]"
            + UUID.randomUUID().toString().replace("-", "");
    return Worker.start(
        function,
        code,
        TetherClass.in(unpacked),
        environment(function, stream),
        line -> logs.append(function.place(), function.logGroup(), stream, line));
  }

  private FunctionCode code(FunctionRecord function) {
    try {
      return FunctionCode.unpacked(Path.of(function.code()), unpacked);
    } catch (IllegalArgumentException e) {
      throw new AwsError(
          "InvalidZipFileException", 502, Optional.ofNullable(e.getMessage()).orElse(""));
    }
  }

  private Map<String, String> environment(FunctionRecord function, String stream) {
    Map<String, String> environment = new HashMap<>();
    environment.put("PATH", "/usr/local/bin:/usr/bin:/bin");
    environment.put("LANG", "en_US.UTF-8");
    environment.put("TZ", ":UTC");
    environment.put("_HANDLER", function.handler());
    environment.put("AWS_EXECUTION_ENV", "AWS_Lambda_" + function.runtime());
    environment.put("AWS_REGION", function.region());
    environment.put("AWS_DEFAULT_REGION", function.region());
    environment.put("AWS_LAMBDA_FUNCTION_NAME", function.name());
    environment.put("AWS_LAMBDA_FUNCTION_VERSION", "$LATEST");
    environment.put(
        "AWS_LAMBDA_FUNCTION_MEMORY_SIZE", Integer.toString(function.memoryMegabytes()));
    environment.put("AWS_LAMBDA_INITIALIZATION_TYPE", "on-demand");
    environment.put("AWS_LAMBDA_LOG_GROUP_NAME", function.logGroup());
    environment.put("AWS_LAMBDA_LOG_STREAM_NAME", stream);
    environment.put("AWS_ENDPOINT_URL", address.get().toString());
    if (!function.role().isEmpty()) {
      Roles.Credentials credentials =
          roles.actAs(function.place(), function.role(), function.name(), CREDENTIALS);
      environment.put("AWS_ACCESS_KEY_ID", credentials.accessKeyId());
      environment.put("AWS_SECRET_ACCESS_KEY", credentials.secretAccessKey());
      environment.put("AWS_SESSION_TOKEN", credentials.sessionToken());
    }
    environment.putAll(function.environment());
    return environment;
  }

  private InvokeResponse invoke(Caller caller, InvokeRequest request) {
    FunctionRecord function = existing(caller.place(), request.functionName());
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
      default -> answer(run(function, payload.json()));
    };
  }

  private static InvokeResponse answer(Outcome outcome) {
    return InvokeResponse.builder()
        .statusCode(200)
        .executedVersion("$LATEST")
        .functionError(outcome instanceof Outcome.Failed ? "Unhandled" : null)
        .payload(SdkBytes.fromByteArrayUnsafe(outcome.payload()))
        .build();
  }

  @Override
  public void close() {
    reaping.cancel();
    pools.values().forEach(FunctionPool::close);
  }
}
