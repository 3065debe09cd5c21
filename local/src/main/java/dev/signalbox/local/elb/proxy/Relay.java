package dev.signalbox.local.elb.proxy;

import dev.signalbox.local.api.LoadBalancers.Target;
import dev.signalbox.local.elb.pool.Member;
import dev.signalbox.local.elb.pool.Pool;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Passes a connection on to a target, byte by byte.
 *
 * @param group the ARN of the target group whose turn it is; empty where none has any weight
 * @param pools by the ARN of the target group
 */
public record Relay(Supplier<Optional<String>> group, Function<String, Pool> pools)
    implements Reception {
  private static final int CONNECT_MILLIS = 10_000;
  private static final int BUFFER = 16 * 1024;
  private static final int AT_ONCE = 0;

  @Override
  public void receive(SocketChannel client, BooleanSupplier closing) throws IOException {
    client.setOption(StandardSocketOptions.TCP_NODELAY, true);
    Optional<Pool> pool = group.get().map(pools);
    Optional<Member> member = pool.flatMap(Pool::next);
    if (member.isEmpty()) {
      reset(client);
      return;
    }
    try {
      relay(client, member.get().target());
    } finally {
      pool.orElseThrow().over(member.get());
    }
  }

  private static void relay(SocketChannel client, Target to) throws IOException {
    try (SocketChannel target = SocketChannel.open()) {
      try {
        target.socket().connect(new InetSocketAddress(to.host(), to.port()), CONNECT_MILLIS);
      } catch (IOException e) {
        reset(client);
        return;
      }
      target.setOption(StandardSocketOptions.TCP_NODELAY, true);
      Thread back = Thread.ofVirtual().start(() -> copy(target, client));
      copy(client, target);
      back.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Until the one says that nothing more comes, which the other is told, or either has gone. */
  private static void copy(SocketChannel from, SocketChannel to) {
    ByteBuffer buffer = ByteBuffer.allocate(BUFFER);
    try {
      while (from.read(buffer) >= 0) {
        buffer.flip();
        while (buffer.hasRemaining()) {
          to.write(buffer);
        }
        buffer.clear();
      }
      to.shutdownOutput();
    } catch (IOException e) {
      end(from);
      end(to);
    }
  }

  private static void end(SocketChannel channel) {
    try {
      channel.close();
    } catch (IOException e) {
      // It is gone either way.
    }
  }

  /** As nobody listening would. */
  private static void reset(SocketChannel client) throws IOException {
    client.setOption(StandardSocketOptions.SO_LINGER, AT_ONCE);
    client.close();
  }
}
