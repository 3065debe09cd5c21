package dev.signalbox.local.elb.http;

import java.io.IOException;

/** What came is not HTTP as anyone may send it, or more than a load balancer takes. */
public final class Malformed extends IOException {
  private static final long serialVersionUID = 1L;

  private final int status;

  Malformed(int status, String message) {
    super(message);
    this.status = status;
  }

  public static Malformed request(String message) {
    return new Malformed(400, message);
  }

  /** What a client is answered that has sent it. */
  public int status() {
    return status;
  }
}
