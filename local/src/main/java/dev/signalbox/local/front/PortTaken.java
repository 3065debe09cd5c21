package dev.signalbox.local.front;

/** Another process listens on the wanted port. */
public final class PortTaken extends RuntimeException {
  private static final long serialVersionUID = 1L;

  PortTaken(int port) {
    super(
        "Port "
            + port
            + " on 127.0.0.1 is taken by another process: stop it, or choose another with --port",
        null,
        false,
        false);
  }
}
