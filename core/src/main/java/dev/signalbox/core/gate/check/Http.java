package dev.signalbox.core.gate.check;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Requests to what is being deployed, and the answers wanted. */
public record Http(Where where, Asking asking, Wanted wanted) implements Probe {
  /** One request to the test listener, which must be answered by this status. */
  public Http(String path, int status) {
    this(
        new ByListener(Listener.TEST, path),
        Asking.ONCE,
        Wanted.success().with(new Statuses(Integer.toString(status))));
  }

  /** Where the requests go. */
  public sealed interface Where {}

  /**
   * A listener of the deployment's load balancer, which must forward to green alone.
   *
   * @param path what is asked for, with its query
   */
  public record ByListener(Listener listener, String path) implements Where {
    private static final Pattern PATH = Pattern.compile("/[!-~&&[^#<>\"\\\\^`{|}]]*");

    public ByListener {
      if (!PATH.matcher(path).matches()) {
        throw new IllegalArgumentException(
            "A path begins with a slash and is as a request has it, with %20 for a space");
      }
    }
  }

  /** An address of one's own choice, of which nothing says that green answers there. */
  public record ByAddress(URI address) implements Where {}

  /** One of the two listeners of a deployment. */
  public enum Listener {
    TEST,
    PRODUCTION;

    /** What people write: test. */
    public String text() {
      return this == TEST ? "test" : "production";
    }
  }

  /**
   * How one asks.
   *
   * @param requests how many, one after the other
   * @param pause between two of them
   * @param timeout for each of them, with everything
   * @param name what the server is asked for, where that is not the address's own name
   */
  public record Asking(
      int requests,
      Duration pause,
      Duration timeout,
      Map<String, String> headers,
      Optional<String> name) {
    public static final int MOST = 1000;
    public static final Asking ONCE =
        new Asking(1, Duration.ZERO, Duration.ofSeconds(5), Map.of(), Optional.empty());

    public Asking {
      headers = Map.copyOf(headers);
      if (requests < 1 || requests > MOST) {
        throw new IllegalArgumentException(
            "A check makes 1 to %d requests, not %d".formatted(MOST, requests));
      }
    }
  }

  /**
   * What is wanted.
   *
   * @param mayFail how many answers may be other than that
   * @param headers values by the headers' names in lower case
   * @param json values and their places
   * @param contains texts that the body must contain
   * @param latencies none may be longer; what did not answer counts as forever
   * @param certificate how much longer the server's certificate must be good at least
   * @param identity how an answer shows that green gave it
   */
  public record Wanted(
      Statuses statuses,
      int mayFail,
      Map<String, String> headers,
      List<Value> json,
      List<String> contains,
      List<Latency> latencies,
      Optional<Duration> certificate,
      Optional<Identity> identity) {
    /** Of a header or a value no more than this is kept. */
    public static final int LONGEST = 1000;

    public Wanted {
      if (Stream.concat(headers.values().stream(), json.stream().map(Value::text))
          .anyMatch(value -> value.length() > LONGEST)) {
        throw new IllegalArgumentException(
            "A wanted value has at most %d characters".formatted(LONGEST));
      }
      headers = Map.copyOf(headers);
      json = List.copyOf(json);
      contains = List.copyOf(contains);
      latencies = List.copyOf(latencies);
    }

    /** Any success. */
    public static Wanted success() {
      return new Wanted(
          Statuses.SUCCESS,
          0,
          Map.of(),
          List.of(),
          List.of(),
          List.of(),
          Optional.empty(),
          Optional.empty());
    }

    public Wanted with(Statuses others) {
      return new Wanted(others, mayFail, headers, json, contains, latencies, certificate, identity);
    }
  }

  /** What a body says, as text, at a place of it. */
  public record Value(JsonPointer place, String text) {}

  /** The longest that this share of the answers may take. */
  public record Latency(Percentile percentile, Duration most) {}

  /** Where an answer says which task definition gave it, as family:revision. */
  public sealed interface Identity {
    record InHeader(String header) implements Identity {}

    record InBody(JsonPointer place) implements Identity {}
  }

  @Override
  public String kind() {
    return "http";
  }
}
