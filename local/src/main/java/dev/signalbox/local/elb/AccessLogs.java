package dev.signalbox.local.elb;

import dev.signalbox.local.api.Arn;
import dev.signalbox.local.api.AwsError;
import dev.signalbox.local.api.Clock;
import dev.signalbox.local.api.Objects;
import dev.signalbox.local.api.Place;
import dev.signalbox.local.elb.proxy.Served;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Listener;

/** What the load balancers that are told to log have served, in S3 every five minutes. */
final class AccessLogs {
  private static final Logger LOG = LoggerFactory.getLogger(AccessLogs.class);
  private static final Duration BETWEEN = Duration.ofMinutes(5);

  /** As many as are kept in memory for one load balancer. */
  private static final int MOST_LINES = 20_000;

  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("yyyy/MM/dd", Locale.ROOT).withZone(ZoneOffset.UTC);
  private static final DateTimeFormatter MINUTE =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmm'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);

  private final Estate estate;
  private final Objects objects;
  private final Clock clock;
  private final Path directory;
  private final Map<String, List<String>> lines = new ConcurrentHashMap<>();

  AccessLogs(Estate estate, Objects objects, Clock clock, Path directory) {
    this.estate = estate;
    this.objects = objects;
    this.clock = clock;
    this.directory = directory;
  }

  void start() {
    clock.after(
        BETWEEN,
        () -> {
          start();
          flush();
        });
  }

  void served(Listener listener, Served served) {
    String balancer = listener.loadBalancerArn();
    if (attribute(balancer, "enabled").equals("true")) {
      String line = new AccessLine(listener, served, clock.instant()).text();
      if (lines.compute(balancer, (_, before) -> added(before, line)).size() == MOST_LINES) {
        Thread.ofVirtual().start(this::flush);
      }
    }
  }

  private static List<String> added(@Nullable List<String> before, String line) {
    List<String> all = before == null ? new ArrayList<>() : before;
    all.add(line);
    return all;
  }

  private String attribute(String balancer, String name) {
    return estate
        .balancers()
        .attributes(balancer)
        .orElse(Map.of())
        .getOrDefault("access_logs.s3." + name, "");
  }

  /**
   * Puts the file there by which AWS shows that it can.
   *
   * @throws AwsError InvalidConfigurationRequest where there is no such bucket
   */
  void tryBucket(String balancer, Map<String, String> attributes) {
    String bucket = attributes.getOrDefault("access_logs.s3.bucket", "");
    if (!objects.bucketExists(bucket)) {
      throw AwsError.of(
          "InvalidConfigurationRequest",
          "Access Denied for bucket: " + bucket + ". Please check S3bucket permission");
    }
    String prefix = attributes.getOrDefault("access_logs.s3.prefix", "");
    Place place = Arn.parse(balancer).orElseThrow().place();
    put(bucket, root(prefix, place) + "/ELBAccessLogTestFile", List.of("Enable AccessLog for ELB"));
  }

  private static String root(String prefix, Place place) {
    return (prefix.isEmpty() ? "" : prefix + "/") + "AWSLogs/" + place.account();
  }

  void flush() {
    for (String balancer : List.copyOf(lines.keySet())) {
      List<String> taken = lines.remove(balancer);
      if (taken != null && estate.balancers().get(balancer).isPresent()) {
        try {
          put(attribute(balancer, "bucket"), key(balancer), taken);
        } catch (AwsError | UncheckedIOException e) {
          LOG.warn("The access log of {} is lost: {}", balancer, e.getMessage());
        }
      }
    }
  }

  private String key(String balancer) {
    Place place = Arn.parse(balancer).orElseThrow().place();
    Instant now = clock.instant();
    return "%s/elasticloadbalancing/%s/%s/%s_elasticloadbalancing_%s_%s_%s_%s_%s.log.gz"
        .formatted(
            root(attribute(balancer, "prefix"), place),
            place.region(),
            DAY.format(now),
            place.account(),
            place.region(),
            Estate.dimension(balancer).replace('/', '.'),
            MINUTE.format(now),
            estate.balancer(balancer).dnsName(),
            Estate.id().substring(0, 8));
  }

  private void put(String bucket, String key, List<String> text) {
    try {
      Path file = Files.createTempFile(directory, "log", "");
      try {
        write(file, key.endsWith(".gz"), text);
        objects.put(bucket, key, file, Map.of());
      } finally {
        Files.deleteIfExists(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void write(Path file, boolean packed, List<String> text) throws IOException {
    try (OutputStream plain = Files.newOutputStream(file);
        OutputStream out = packed ? new GZIPOutputStream(plain) : plain) {
      for (String line : text) {
        out.write((line + "\n").getBytes(StandardCharsets.UTF_8));
      }
    }
  }
}
