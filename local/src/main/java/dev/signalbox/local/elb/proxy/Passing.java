package dev.signalbox.local.elb.proxy;

import dev.signalbox.local.elb.http.Framing;
import dev.signalbox.local.elb.http.Head;
import dev.signalbox.local.elb.http.Malformed;
import dev.signalbox.local.elb.http.Wire;
import dev.signalbox.local.elb.pool.Connections;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** One request passed on to one target, until the head of its answer is there. */
final class Passing implements AutoCloseable {
  /**
   * The target's answer so far.
   *
   * @param lasting whether the connection can take another request afterwards
   */
  record Begun(Wire wire, Head head, Framing framing, boolean lasting) {}

  /** The target has failed; the client gets that status. */
  static final class Failed extends IOException {
    private static final long serialVersionUID = 1L;
    private final int status;

    Failed(int status, String message) {
      super(message);
      this.status = status;
    }

    int status() {
      return status;
    }
  }

  private final Wire client;
  private final Onward request;
  private final Connections connections;
  private final int timeoutMillis;
  private Optional<Wire> wire = Optional.empty();
  private CompletableFuture<Long> upload = CompletableFuture.completedFuture(0L);

  Passing(Wire client, Onward request, Connections connections, int timeoutMillis) {
    this.client = client;
    this.request = request;
    this.connections = connections;
    this.timeoutMillis = timeoutMillis;
  }

  /**
   * A request without a body goes over a used connection first: that may have ended just now, which
   * is nobody's failure.
   */
  Begun begin() throws Failed {
    Optional<Wire> used =
        request.framing().equals(Framing.NONE) ? connections.used() : Optional.empty();
    if (used.isPresent()) {
      try {
        return begun(used.get());
      } catch (SocketTimeoutException e) {
        throw new Failed(504, "The target did not answer in time");
      } catch (IOException e) {
        used.get().close();
      }
    }
    return begunAnew();
  }

  private Begun begunAnew() throws Failed {
    try {
      return begun(connections.opened());
    } catch (SocketTimeoutException e) {
      throw new Failed(504, "The target did not answer in time");
    } catch (IOException e) {
      throw new Failed(502, String.valueOf(e.getMessage()));
    }
  }

  private Begun begun(Wire target) throws IOException {
    wire = Optional.of(target);
    target.timeout(timeoutMillis);
    target.write(request.head());
    target.flush();
    upload(target);
    Head head = answered(target);
    Framing framing = Framing.ofResponse(head, request.asked().method());
    boolean lasting =
        head.word(0).equals("HTTP/1.1")
            && !head.lists("Connection", "close")
            && !(framing instanceof Framing.UntilTheEnd);
    return new Begun(target, head, framing, lasting);
  }

  private void upload(Wire target) {
    if (!request.framing().equals(Framing.NONE)) {
      upload = new CompletableFuture<>();
      Thread.ofVirtual().start(() -> upload(target, upload));
    }
  }

  private void upload(Wire target, CompletableFuture<Long> done) {
    try {
      done.complete(client.copy(request.framing(), target, request.framing()));
    } catch (IOException e) {
      done.completeExceptionally(e);
      if (e instanceof Malformed) {
        target.close();
      }
    }
  }

  private static Head answered(Wire target) throws IOException {
    while (true) {
      Head head =
          target.read().orElseThrow(() -> new IOException("The target ended the connection"));
      if (!head.start().matches("HTTP/1\\.[01] [1-9]\\d{2}( .*)?")) {
        throw new IOException("The target's answer is not HTTP");
      }
      if (head.status() >= 200) {
        return head;
      }
    }
  }

  /** Whether all of the request's body has gone to the target. */
  boolean uploaded() {
    return upload.isDone() && !upload.isCompletedExceptionally();
  }

  long received() {
    return uploaded() ? upload.join() : 0;
  }

  /** The connection has served: for another request, or never again. */
  void keep(Begun begun) {
    if (begun.lasting() && uploaded()) {
      wire = Optional.empty();
      connections.keep(begun.wire());
    }
  }

  @Override
  public void close() {
    wire.ifPresent(Wire::close);
  }
}
