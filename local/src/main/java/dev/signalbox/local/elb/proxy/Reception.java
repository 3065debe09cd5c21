package dev.signalbox.local.elb.proxy;

import java.io.IOException;
import java.nio.channels.SocketChannel;
import java.util.function.BooleanSupplier;

/** What a listener does with a connection. */
@FunctionalInterface
public interface Reception {
  /**
   * Returns when the connection is over.
   *
   * @param closing whether the listener is about to end
   */
  void receive(SocketChannel client, BooleanSupplier closing) throws IOException;
}
