package dev.signalbox.local.codecommit.git;

import com.sun.net.httpserver.HttpExchange;
import dev.signalbox.local.api.AwsError;
import dev.signalbox.local.api.Caller;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;
import java.util.Locale;
import java.util.zip.GZIPInputStream;
import org.eclipse.jgit.storage.pack.PackConfig;
import org.eclipse.jgit.transport.PacketLineOut;
import org.eclipse.jgit.transport.RefAdvertiser.PacketLineOutRefAdvertiser;
import org.eclipse.jgit.transport.UploadPack;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One request of git's, answered by JGit; nothing of it is kept in memory as a whole. */
final class Transport {
  private static final Logger LOG = LoggerFactory.getLogger(Transport.class);
  private static final int BUFFER = 64 * 1024;

  private final HttpExchange exchange;
  private final GitData data;
  private final References references;
  private final Hosted hosted;
  private final Caller caller;

  Transport(
      HttpExchange exchange, GitData data, References references, Hosted hosted, Caller caller) {
    this.exchange = exchange;
    this.data = data;
    this.references = references;
    this.hosted = hosted;
    this.caller = caller;
  }

  /** The references there are, or for protocol version 2 what the server can do. */
  void advertise() throws IOException {
    String query = exchange.getRequestURI().getRawQuery();
    switch (query == null ? "" : query) {
      case "service=git-upload-pack" -> advertiseForFetch();
      case "service=git-receive-pack" -> advertiseForPush();
      default ->
          throw new AwsError("Forbidden", 403, "only git's smart HTTP protocol is spoken here");
    }
  }

  private void advertiseForFetch() throws IOException {
    try (UploadPack upload = upload();
        OutputStream out = new Answer(exchange, "application/x-git-upload-pack-advertisement")) {
      upload.sendAdvertisedRefs(
          new PacketLineOutRefAdvertiser(new PacketLineOut(out)), "git-upload-pack");
    }
  }

  private void advertiseForPush() throws IOException {
    try (OutputStream out = new Answer(exchange, "application/x-git-receive-pack-advertisement")) {
      PacketLineOut lines = new PacketLineOut(out);
      lines.writeString("# service=git-receive-pack\n");
      lines.end();
      new Push(data, references, hosted, caller)
          .sendAdvertisedRefs(new PacketLineOutRefAdvertiser(lines));
    }
  }

  void fetch() throws IOException {
    try (InputStream in = body("application/x-git-upload-pack-request");
        UploadPack upload = upload();
        OutputStream out = new Answer(exchange, "application/x-git-upload-pack-result")) {
      upload.upload(in, out, null);
    }
  }

  void push() throws IOException {
    try (InputStream in = body("application/x-git-receive-pack-request");
        OutputStream out = new Answer(exchange, "application/x-git-receive-pack-result")) {
      try {
        new Push(data, references, hosted, caller).receive(in, out, null);
      } catch (IOException e) {
        // The client has been told in git's own words, or has gone.
        LOG.debug("A push to {} ended early", hosted.arn(), e);
      }
      // Git reads the answer when it has sent everything.
      in.transferTo(OutputStream.nullOutputStream());
    }
  }

  private UploadPack upload() {
    UploadPack upload = new UploadPack(data.repository());
    upload.setBiDirectionalPipe(false);
    // Bytes are cheap on loopback, and looking for deltas takes memory by the size of the objects.
    PackConfig config = new PackConfig(data.repository());
    config.setDeltaCompress(false);
    config.setThreads(1);
    upload.setPackConfig(config);
    String protocol = exchange.getRequestHeaders().getFirst("Git-Protocol");
    if (protocol != null) {
      upload.setExtraParameters(List.of(protocol.split(":")));
    }
    return upload;
  }

  private InputStream body(String contentType) throws IOException {
    if (!contentType.equals(exchange.getRequestHeaders().getFirst("Content-Type"))) {
      throw new AwsError("UnsupportedMediaType", 415, "the body must be " + contentType);
    }
    String encoding = exchange.getRequestHeaders().getFirst("Content-Encoding");
    InputStream raw = exchange.getRequestBody();
    return switch (encoding == null ? "" : encoding.toLowerCase(Locale.ROOT)) {
      case "gzip", "x-gzip" -> new BufferedInputStream(new GZIPInputStream(raw, BUFFER), BUFFER);
      default -> new BufferedInputStream(raw, BUFFER);
    };
  }
}
