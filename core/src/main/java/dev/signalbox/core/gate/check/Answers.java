package dev.signalbox.core.gate.check;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What answered, request by request.
 *
 * @param forwarding where the listener sent requests, looked at before the first of them and after
 *     the last; empty where an address of one's own was asked
 */
public record Answers(List<Exchange> exchanges, List<Forwarding> forwarding) implements Measured {
  public Answers {
    exchanges = List.copyOf(exchanges);
    forwarding = List.copyOf(forwarding);
  }

  /** One request, and what came of it. */
  public sealed interface Exchange {
    Instant at();
  }

  /**
   * An answer. Of its headers and its body only what is wanted is here: the rest may be secret.
   *
   * @param took how long
   * @param headers those that are wanted, by their names in lower case, as far as they are there
   * @param json whether the body is JSON; true where none of it is wanted
   * @param values what is at the wanted places, as text, as far as there is something
   * @param contained which of the wanted texts the body contains
   * @param certified until when the server's certificate is good, where it had one
   */
  public record Answered(
      Instant at,
      int status,
      Duration took,
      Map<String, String> headers,
      boolean json,
      Map<String, String> values,
      List<String> contained,
      Optional<Instant> certified)
      implements Exchange {
    public Answered {
      headers = Map.copyOf(headers);
      values = Map.copyOf(values);
      contained = List.copyOf(contained);
    }
  }

  /** No answer, or none that is one: it broke off, was too long, took too long. */
  public record Unanswered(Instant at, String why) implements Exchange {}

  /**
   * Where a listener sends requests.
   *
   * @param green the target group that is to be asked
   * @param taskDefinition of green, as family:revision, where answers are to say it
   * @param weights of all target groups that may get a request, by their ARNs
   */
  public record Forwarding(
      String green, Optional<String> taskDefinition, Map<String, Integer> weights) {
    public Forwarding {
      weights = Map.copyOf(weights);
    }

    /** Whether every request goes to green. */
    boolean toGreenAlone() {
      return weights.getOrDefault(green, 0) > 0
          && weights.entrySet().stream()
              .allMatch(w -> w.getKey().equals(green) || w.getValue() == 0);
    }
  }
}
