package dev.signalbox.aws.web;

import dev.signalbox.core.Refused;
import dev.signalbox.core.Unavailable;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;

/**
 * The one way out. It connects to the very address that was checked, not to what the name stands
 * for a moment later, and TLS still asks for the name's certificate (docs/adr/0010).
 */
public final class GuardedWeb {
  private static final Set<Integer> REDIRECTS = Set.of(301, 302, 303, 307, 308);

  private final Guard guard;
  private final Limits limits;
  private final Supplier<SSLSocketFactory> tls;

  public GuardedWeb(Guard guard, Limits limits) {
    // Later: it reads every certificate that there is to trust.
    this(guard, limits, () -> (SSLSocketFactory) SSLSocketFactory.getDefault());
  }

  GuardedWeb(Guard guard, Limits limits, Supplier<SSLSocketFactory> tls) {
    this.guard = guard;
    this.limits = limits;
    this.tls = tls;
  }

  /** The answer, as {@link #measure} has it. */
  public Answer send(Request request) {
    return measure(request).answer();
  }

  /**
   * The answer, whatever its status, and what it was like to get it.
   *
   * @throws Refused where the request must not be made
   * @throws TooLong where the answer's body is longer than was agreed to
   * @throws Unavailable where no whole answer came in time, or one that is none
   */
  public Measured measure(Request request) {
    AtomicReference<Socket> open = new AtomicReference<>(new Socket());
    var task = new FutureTask<>(() -> follow(request, open));
    // One of the system's: a name that does not resolve would keep a virtual one's carrier.
    Thread.ofPlatform().daemon().name("guarded-web").start(task);
    try {
      return task.get(limits.total().toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      throw new Unavailable(
          "%s did not answer within %s".formatted(place(request), limits.total()), e);
    } catch (ExecutionException e) {
      throw sorted(request, e.getCause() == null ? e : e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Unavailable("The wait for %s was broken off".formatted(place(request)), e);
    } finally {
      task.cancel(true);
      close(open.get());
    }
  }

  private static RuntimeException sorted(Request request, Throwable cause) {
    return switch (cause) {
      case TooLong e -> new TooLong("Cannot ask %s: %s".formatted(place(request), e.reason()));
      case Refused e -> new Refused("Cannot ask %s: %s".formatted(place(request), e.reason()), e);
      case Unavailable e -> e;
      case IOException e ->
          new Unavailable("Cannot ask %s: %s".formatted(place(request), e.getMessage()), e);
      default -> new IllegalStateException("Asking %s went wrong".formatted(place(request)), cause);
    };
  }

  /** Without what a query may hold. */
  private static String place(Request request) {
    return String.valueOf(request.address().getHost());
  }

  private Measured follow(Request request, AtomicReference<Socket> open) throws IOException {
    Request next = request;
    for (int hop = 0; ; hop++) {
      Guard.Way way = guard.check(next.address());
      Measured measured = exchange(next, way, open);
      Answer answer = measured.answer();
      if (limits.hops() == 0
          || !REDIRECTS.contains(answer.status())
          || answer.header("location").isEmpty()) {
        return measured;
      }
      if (hop >= limits.hops()) {
        throw new Refused("it leads elsewhere more than %d times".formatted(limits.hops()));
      }
      URI there = next.address().resolve(location(answer));
      if (!Origin.of(there).equals(way.origin())) {
        throw new Refused("it leads to another place");
      }
      next = next.to(there);
    }
  }

  private static URI location(Answer answer) {
    try {
      return URI.create(answer.header("location").orElseThrow());
    } catch (IllegalArgumentException e) {
      throw new Refused("it leads to what is no address", e);
    }
  }

  private Measured exchange(Request request, Guard.Way way, AtomicReference<Socket> open)
      throws IOException {
    try (Socket socket = connect(request, way, open)) {
      long before = System.nanoTime();
      socket
          .getOutputStream()
          .write(request.head(way.origin()).getBytes(StandardCharsets.US_ASCII));
      socket.getOutputStream().flush();
      Answer answer =
          new AnswerReader(new BufferedInputStream(socket.getInputStream()), limits)
              .read(request.method());
      return new Measured(
          answer, Duration.ofNanos(System.nanoTime() - before), Certificates.goodUntil(socket));
    }
  }

  private Socket connect(Request request, Guard.Way way, AtomicReference<Socket> open)
      throws IOException {
    Socket plain = plain(way, open);
    if (!way.origin().isEncrypted()) {
      return plain;
    }
    var socket =
        (SSLSocket)
            tls.get()
                .createSocket(
                    plain, request.name().orElse(way.origin().host()), way.origin().port(), true);
    SSLParameters parameters = socket.getSSLParameters();
    parameters.setEndpointIdentificationAlgorithm("HTTPS");
    socket.setSSLParameters(parameters);
    socket.startHandshake();
    return socket;
  }

  /** The first of the checked addresses that answers. */
  private Socket plain(Guard.Way way, AtomicReference<Socket> open) throws IOException {
    IOException last = new IOException("it has no address");
    int share = (int) Math.max(1, limits.total().toMillis() / (way.addresses().size() + 1));
    for (var address : way.addresses()) {
      var socket = new Socket();
      close(open.getAndSet(socket));
      try {
        socket.connect(new InetSocketAddress(address, way.origin().port()), share);
        return socket;
      } catch (IOException e) {
        last = e;
      }
    }
    throw last;
  }

  /** Whoever reads from it stops at once. */
  private static void close(Socket socket) {
    try {
      socket.close();
    } catch (IOException e) {
      // It is of no use to anybody any more.
    }
  }
}
