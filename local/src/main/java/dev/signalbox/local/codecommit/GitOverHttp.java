package dev.signalbox.local.codecommit;

import com.sun.net.httpserver.HttpExchange;
import dev.signalbox.local.api.Caller;
import dev.signalbox.local.api.Endpoint;
import dev.signalbox.local.api.Place;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import org.eclipse.jgit.transport.PacketLineOut;
import org.eclipse.jgit.transport.ReceivePack;
import org.eclipse.jgit.transport.RefAdvertiser.PacketLineOutRefAdvertiser;
import org.eclipse.jgit.transport.UploadPack;

/** git's smart protocol over HTTP, at CodeCommit's paths: {@code /v1/repos/NAME}. */
final class GitOverHttp implements Endpoint {
  private static final Pattern PATH =
      Pattern.compile(
          "(/v1/repos/([^/]+?)(?:\\.git)?)/(info/refs|git-upload-pack|git-receive-pack)");
  private static final Pattern REGIONAL_HOST =
      Pattern.compile("git-codecommit\\.([a-z0-9-]+)\\.localhost(:\\d+)?");

  private final KnownRepositories repositories;
  private final GitCredentials credentials;
  private final Pushes pushes;
  private final String defaultRegion;

  GitOverHttp(
      KnownRepositories repositories,
      GitCredentials credentials,
      Pushes pushes,
      String defaultRegion) {
    this.repositories = repositories;
    this.credentials = credentials;
    this.pushes = pushes;
    this.defaultRegion = defaultRegion;
  }

  @Override
  public boolean serves(HttpExchange exchange) {
    return exchange.getRequestURI().getRawPath().startsWith("/v1/repos/");
  }

  @Override
  public void serve(HttpExchange exchange) throws IOException {
    Matcher path = PATH.matcher(exchange.getRequestURI().getRawPath());
    if (!path.matches()) {
      text(exchange, 404, "This is a git repository's address: clone it with git");
      return;
    }
    String name = URLDecoder.decode(path.group(2), StandardCharsets.UTF_8);
    Optional<Caller> caller = caller(exchange, name, path.group(1));
    if (caller.isEmpty()) {
      exchange.getResponseHeaders().set("WWW-Authenticate", "Basic realm=\"CodeCommit\"");
      text(exchange, 401, "An access key id and its secret are needed, or AWS's credential helper");
      return;
    }
    Optional<RepositoryRecord> repository = repositories.find(caller.get().place(), name);
    if (repository.isEmpty()) {
      text(exchange, 404, "repository " + name + " does not exist in " + caller.get().place());
      return;
    }
    serve(exchange, repository.get(), caller.get(), path.group(3));
  }

  /**
   * Neither git's request nor the helper's signature names the Region: the host may, else any that
   * has the repository will do.
   */
  private Optional<Caller> caller(HttpExchange exchange, String name, String path) {
    for (String region : regions(exchange, name)) {
      Optional<Caller> caller = credentials.caller(exchange, region, path);
      if (caller.isPresent()) {
        Place place = caller.get().place();
        boolean elsewhere =
            repositories.find(place, name).isEmpty()
                && !repositories.named(place.account(), name).isEmpty();
        if (!elsewhere) {
          return caller;
        }
      }
    }
    return Optional.empty();
  }

  private List<String> regions(HttpExchange exchange, String name) {
    String host = Optional.ofNullable(exchange.getRequestHeaders().getFirst("Host")).orElse("");
    Matcher regional = REGIONAL_HOST.matcher(host);
    if (regional.matches()) {
      return List.of(regional.group(1));
    }
    List<String> regions = new ArrayList<>(List.of(defaultRegion));
    repositories.all().stream()
        .filter(record -> record.name().equals(name))
        .map(RepositoryRecord::region)
        .distinct()
        .filter(region -> !region.equals(defaultRegion))
        .forEach(regions::add);
    return regions;
  }

  private void serve(HttpExchange exchange, RepositoryRecord repository, Caller caller, String what)
      throws IOException {
    exchange.getResponseHeaders().set("Cache-Control", "no-cache");
    switch (what) {
      case "git-upload-pack" -> {
        answer(exchange, "application/x-git-upload-pack-result");
        try (InputStream in = body(exchange);
            OutputStream out = buffered(exchange)) {
          upload(exchange, repository).upload(in, out, null);
        }
      }
      case "git-receive-pack" -> {
        answer(exchange, "application/x-git-receive-pack-result");
        try (InputStream in = body(exchange);
            OutputStream out = buffered(exchange)) {
          receive(repository, caller).receive(in, out, null);
        }
      }
      default -> advertise(exchange, repository, caller);
    }
  }

  private void advertise(HttpExchange exchange, RepositoryRecord repository, Caller caller)
      throws IOException {
    String query = Optional.ofNullable(exchange.getRequestURI().getQuery()).orElse("");
    switch (query) {
      case "service=git-upload-pack" -> {
        answer(exchange, "application/x-git-upload-pack-advertisement");
        try (OutputStream out = buffered(exchange)) {
          upload(exchange, repository)
              .sendAdvertisedRefs(
                  new PacketLineOutRefAdvertiser(new PacketLineOut(out)), "git-upload-pack");
        }
      }
      case "service=git-receive-pack" -> {
        answer(exchange, "application/x-git-receive-pack-advertisement");
        try (OutputStream out = buffered(exchange)) {
          PacketLineOut packets = new PacketLineOut(out);
          packets.writeString("# service=git-receive-pack\n");
          packets.end();
          receive(repository, caller).sendAdvertisedRefs(new PacketLineOutRefAdvertiser(packets));
        }
      }
      default -> text(exchange, 403, "Only git's smart protocol is spoken here");
    }
  }

  private UploadPack upload(HttpExchange exchange, RepositoryRecord repository) {
    UploadPack upload = new UploadPack(repositories.git(repository));
    upload.setBiDirectionalPipe(false);
    String protocol = exchange.getRequestHeaders().getFirst("Git-Protocol");
    if (protocol != null) {
      upload.setExtraParameters(List.of(protocol.split(":", -1)));
    }
    return upload;
  }

  private ReceivePack receive(RepositoryRecord repository, Caller caller) {
    return pushes.receiver(repository, repositories.git(repository), caller);
  }

  private static InputStream body(HttpExchange exchange) throws IOException {
    String encoding = exchange.getRequestHeaders().getFirst("Content-Encoding");
    boolean zipped = "gzip".equals(encoding) || "x-gzip".equals(encoding);
    return zipped ? new GZIPInputStream(exchange.getRequestBody()) : exchange.getRequestBody();
  }

  private static void answer(HttpExchange exchange, String contentType) throws IOException {
    exchange.getResponseHeaders().set("Content-Type", contentType);
    exchange.sendResponseHeaders(200, 0);
  }

  private static OutputStream buffered(HttpExchange exchange) {
    return new BufferedOutputStream(exchange.getResponseBody(), 32 * 1024);
  }

  private static void text(HttpExchange exchange, int status, String message) throws IOException {
    byte[] body = (message + "\n").getBytes(StandardCharsets.UTF_8);
    exchange.getRequestBody().transferTo(OutputStream.nullOutputStream());
    exchange.getResponseHeaders().set("Content-Type", "text/plain; charset=utf-8");
    exchange.sendResponseHeaders(status, body.length);
    exchange.getResponseBody().write(body);
  }
}
