package dev.signalbox.local.api;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;

/**
 * A part of the front door that speaks a protocol of its own: git, S3, the pages. Asked before the
 * AWS API protocols.
 */
public interface Endpoint {
  /** Decided from method, host, path and headers alone; the body is not touched. */
  boolean serves(HttpExchange exchange);

  /**
   * Answers and closes the exchange. An {@link AwsError} that escapes is written as the front
   * door's own protocol writes it.
   */
  void serve(HttpExchange exchange) throws IOException;
}
