package dev.signalbox.local.elb.proxy;

import dev.signalbox.local.elb.http.Encrypting;
import dev.signalbox.local.elb.http.Wire;
import java.io.IOException;
import java.nio.channels.SocketChannel;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/** Takes connections for what they are to HTTP: requests, one after the other. */
public record Visits(Way way) implements Reception {
  @Override
  public void receive(SocketChannel client, BooleanSupplier closing) throws IOException {
    try (Wire wire = wire(client)) {
      new Visit(wire, way, closing).serve();
    }
  }

  private Wire wire(SocketChannel client) throws IOException {
    Optional<Encrypting> encrypting = way.encrypting().get();
    return encrypting.isPresent() ? new Wire(client, encrypting.get()) : new Wire(client);
  }
}
