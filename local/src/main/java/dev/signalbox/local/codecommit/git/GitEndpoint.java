package dev.signalbox.local.codecommit.git;

import com.sun.net.httpserver.HttpExchange;
import dev.signalbox.local.api.AwsError;
import dev.signalbox.local.api.Caller;
import dev.signalbox.local.api.Endpoint;
import dev.signalbox.local.api.Identity;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** {@code /v1/repos/NAME}: what git's smart HTTP protocol asks of a repository. */
public final class GitEndpoint implements Endpoint {
  private static final String PREFIX = "/v1/repos/";
  private static final Pattern REQUEST =
      Pattern.compile("(" + PREFIX + "([^/]+))/(info/refs|git-upload-pack|git-receive-pack)");

  private final Hosting hosting;
  private final References references;
  private final GitCredentials credentials;

  /**
   * @param defaultRegion for clients whose credentials and host name none
   */
  public GitEndpoint(
      Hosting hosting, References references, Identity identity, String defaultRegion) {
    this.hosting = hosting;
    this.references = references;
    this.credentials = new GitCredentials(identity, defaultRegion, InstantSource.system());
  }

  @Override
  public boolean serves(HttpExchange exchange) {
    return exchange.getRequestURI().getPath().startsWith(PREFIX);
  }

  @Override
  public void serve(HttpExchange exchange) throws IOException {
    try (exchange) {
      try {
        answer(exchange);
      } catch (AwsError e) {
        refuse(exchange, e);
      }
    }
  }

  private void answer(HttpExchange exchange) throws IOException {
    Matcher request = REQUEST.matcher(exchange.getRequestURI().getPath());
    if (!request.matches()) {
      throw notFound("there is no such thing as " + exchange.getRequestURI().getPath());
    }
    Caller caller = credentials.caller(exchange, request.group(1));
    String name = request.group(2);
    Hosted hosted =
        hosting
            .find(caller.place(), name)
            .orElseThrow(() ->
                notFound(
                    "repository "
                        + name
                        + " not found in account "
                        + caller.account()
                        + ", Region "
                        + caller.region()));
    Transport transport = new Transport(exchange, hosting.data(hosted), references, hosted, caller);
    switch (exchange.getRequestMethod() + " " + request.group(3)) {
      case "GET info/refs" -> transport.advertise();
      case "POST git-upload-pack" -> transport.fetch();
      case "POST git-receive-pack" -> transport.push();
      default -> throw new AwsError("MethodNotAllowed", 405, "not a request of git's");
    }
  }

  private static AwsError notFound(String message) {
    return new AwsError("NotFound", 404, message);
  }

  /** As plain text, which git prints behind {@code remote:}. */
  private static void refuse(HttpExchange exchange, AwsError error) throws IOException {
    byte[] body =
        (Optional.ofNullable(error.getMessage()).orElse("") + "\n")
            .getBytes(StandardCharsets.UTF_8);
    if (error.status() == 401) {
      exchange.getResponseHeaders().set("WWW-Authenticate", "Basic realm=\"CodeCommit\"");
    }
    exchange.getResponseHeaders().set("Content-Type", "text/plain; charset=utf-8");
    exchange.sendResponseHeaders(error.status(), body.length);
    try (OutputStream out = exchange.getResponseBody()) {
      out.write(body);
    }
  }
}
