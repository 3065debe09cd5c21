package dev.signalbox.definitions.yaml;

import dev.signalbox.core.gate.check.Http;
import dev.signalbox.core.gate.check.Http.Asking;
import dev.signalbox.core.gate.check.Http.ByAddress;
import dev.signalbox.core.gate.check.Http.ByListener;
import dev.signalbox.core.gate.check.Http.Identity;
import dev.signalbox.core.gate.check.Http.Latency;
import dev.signalbox.core.gate.check.Http.Listener;
import dev.signalbox.core.gate.check.Http.Wanted;
import dev.signalbox.core.gate.check.JsonPointer;
import dev.signalbox.core.gate.check.Percentile;
import dev.signalbox.core.gate.check.Statuses;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.nodes.Node;

/** Reads checks that ask over HTTP. */
final class HttpProbes {
  private static final List<String> KEYS =
      List.of(
          "path",
          "listener",
          "url",
          "requests",
          "pause",
          "timeout",
          "headers",
          "host",
          "status",
          "may-fail",
          "expect-headers",
          "json",
          "contains",
          "latency",
          "certificate-days",
          "identity");

  private static final Pattern HEADER = Pattern.compile("[A-Za-z0-9-]{1,100}");
  private static final Pattern VALUE = Pattern.compile("[ -~]{0,1000}");
  private static final Pattern HOST = Pattern.compile("[a-z0-9-]+(\\.[a-z0-9-]+)*");
  private static final Pattern PERCENTILE = Pattern.compile("p([0-9]{1,3}(\\.[0-9]{1,3})?)");
  private static final Pattern URL =
      Pattern.compile("https?://[a-z0-9.-]+(:[0-9]{1,5})?(/[!-~&&[^#<>\"\\\\^`{|}]]*)?");

  private final Problems problems;

  HttpProbes(Problems problems) {
    this.problems = problems;
  }

  Optional<Http> read(Node node) {
    return Section.of("'http'", node, problems, KEYS).flatMap(this::http);
  }

  private Optional<Http> http(Section section) {
    Optional<Http.Where> where = where(section);
    Optional<Asking> asking = Words.made(section.node(), problems, () -> asking(section));
    Optional<Wanted> wanted = Words.made(section.node(), problems, () -> wanted(section));
    if (wanted.flatMap(Wanted::identity).isPresent() && section.find("url").isPresent()) {
      problems.error(
          section.node(), "'identity' is for what a listener forwards to, not for a url");
    }
    return where.isPresent() && asking.isPresent() && wanted.isPresent()
        ? Optional.of(new Http(where.get(), asking.get(), wanted.get()))
        : Optional.empty();
  }

  private Optional<Http.Where> where(Section section) {
    Listener listener = Words.one(section, "listener", Listener.TEST, Listener::text, problems);
    if (section.find("path").isPresent() == section.find("url").isPresent()) {
      problems.error(
          section.node(), "'http' has a 'path' at the deployment's listener, or else a 'url'");
      return Optional.empty();
    }
    if (section.find("url").isPresent()) {
      return section
          .text("url")
          .flatMap(text -> Names.shaped(text, URL, "an address", problems))
          .map(url -> new ByAddress(URI.create(url)));
    }
    return section
        .text("path")
        .flatMap(text -> Names.value(text, path -> new ByListener(listener, path), problems));
  }

  private Asking asking(Section section) {
    Map<String, String> headers = headers(section, "headers");
    return new Asking(
        Numbers.whole(section, "requests", 1, Asking.MOST, 1, problems),
        Times.brief(section, "pause", Duration.ofMinutes(10), problems).orElse(Duration.ZERO),
        Times.brief(section, "timeout", Duration.ofMinutes(1), problems)
            .orElse(Asking.ONCE.timeout()),
        headers,
        section.text("host").flatMap(text -> Names.shaped(text, HOST, "a host's name", problems)));
  }

  private Map<String, String> headers(Section section, String key) {
    Map<String, String> headers = new LinkedHashMap<>();
    Words.pairs(section, key, problems)
        .forEach((name, value) -> {
          Optional<String> header = Names.shaped(name, HEADER, "a header", problems);
          Optional<String> text = Names.shaped(value, VALUE, "a header's value", problems);
          if (header.isPresent()
              && text.isPresent()
              && headers.put(header.get().toLowerCase(Locale.ROOT), text.get()) != null) {
            problems.error(
                name.node(),
                "header '%s' is named twice".formatted(header.get().toLowerCase(Locale.ROOT)));
          }
        });
    return headers;
  }

  private Wanted wanted(Section section) {
    return new Wanted(
        section
            .text("status")
            .flatMap(text -> Names.value(text, Statuses::new, problems))
            .orElse(Statuses.SUCCESS),
        Numbers.whole(section, "may-fail", 0, Asking.MOST, 0, problems),
        headers(section, "expect-headers"),
        json(section),
        section
            .find("contains")
            .map(node -> Section.texts(node, "'contains'", problems))
            .orElse(List.of())
            .stream()
            .map(Text::value)
            .toList(),
        latencies(section),
        section
            .find("certificate-days")
            .map(_ ->
                Duration.ofDays(Numbers.whole(section, "certificate-days", 1, 365, 1, problems))),
        section.find("identity").flatMap(this::identity));
  }

  private List<Http.Value> json(Section section) {
    List<Http.Value> values = new ArrayList<>();
    Words.pairs(section, "json", problems)
        .forEach((place, value) ->
            Names.value(place, JsonPointer::new, problems)
                .ifPresent(pointer -> values.add(new Http.Value(pointer, value.value()))));
    return values;
  }

  private List<Latency> latencies(Section section) {
    List<Latency> latencies = new ArrayList<>();
    section
        .find("latency")
        .flatMap(node -> Section.of("'latency'", node, problems))
        .ifPresent(times ->
            times.entries().keySet().stream()
                .flatMap(name -> latency(times, name).stream())
                .forEach(latencies::add));
    return latencies;
  }

  private Optional<Latency> latency(Section times, Text name) {
    Optional<Percentile> percentile =
        Names.shaped(name, PERCENTILE, "a percentile such as p99", problems)
            .flatMap(text ->
                Words.made(
                    name.node(),
                    problems,
                    () -> new Percentile(Double.parseDouble(text.substring(1)))));
    Optional<Duration> most = Times.brief(times, name.value(), Duration.ofMinutes(1), problems);
    return percentile.flatMap(p -> most.map(m -> new Latency(p, m)));
  }

  private Optional<Identity> identity(Node node) {
    return Section.of("'identity'", node, problems, List.of("header", "json"))
        .flatMap(section -> {
          if (section.entries().size() != 1) {
            problems.error(node, "'identity' is in a 'header', or else in the 'json' of the body");
          }
          return section
              .text("header")
              .flatMap(text -> Names.shaped(text, HEADER, "a header", problems))
              .<Identity>map(name -> new Identity.InHeader(name.toLowerCase(Locale.ROOT)))
              .or(() ->
                  section
                      .text("json")
                      .flatMap(text -> Names.value(text, JsonPointer::new, problems))
                      .map(Identity.InBody::new));
        });
  }
}
