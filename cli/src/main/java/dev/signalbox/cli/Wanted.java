package dev.signalbox.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.signalbox.aws.ledger.DecisionRecords;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;

/** Which of the ledger's decisions are asked for. */
final class Wanted {
  @Option(
      names = "--repository",
      paramLabel = "NAME",
      description = "Of this repository (or bucket): shop, or 111111111111/eu-west-1/shop.")
  private @Nullable String repository;

  @ArgGroup private @Nullable Place place;

  @Option(
      names = "--commit",
      paramLabel = "ID",
      description = "About this commit, or all that begin like this.")
  private @Nullable String commit;

  @Option(names = "--delivery", paramLabel = "ID", description = "Told by the event with this id.")
  private @Nullable String delivery;

  @Option(names = "--route", paramLabel = "NAME", description = "Of this route.")
  private @Nullable String route;

  @Option(
      names = "--pipeline",
      paramLabel = "NAME",
      description = "About this pipeline: web, or 111111111111/eu-west-1/web.")
  private @Nullable String pipeline;

  @Option(
      names = "--outcome",
      paramLabel = "OUTCOME",
      description = "One of ${COMPLETION-CANDIDATES}.")
  private @Nullable Outcome outcome;

  @Option(
      names = "--since",
      paramLabel = "TIME",
      defaultValue = "30d",
      converter = Since.Reader.class,
      description =
          "Not older: 90s, 30m, 2h, 7d, 2026-11-21 or 2026-11-21T10:00:00Z. Default:"
              + " ${DEFAULT-VALUE}.")
  private Since since = new Since.Ago(Duration.ofDays(30));

  /** Of a repository, or of a bucket. */
  static final class Place {
    @Option(names = "--ref", paramLabel = "REF", description = "In full: refs/heads/main.")
    private @Nullable String ref;

    @Option(names = "--branch", paramLabel = "NAME", description = "The branch main.")
    private @Nullable String branch;

    @Option(names = "--tag", paramLabel = "NAME", description = "The tag v1.0.")
    private @Nullable String tag;

    private boolean is(String filed) {
      if (ref != null) {
        return filed.equals(ref);
      }
      return branch == null
          ? filed.equals("refs/tags/" + tag) || filed.equals(tag)
          : filed.equals("refs/heads/" + branch);
    }
  }

  /** The word of an outcome, as it is given. */
  enum Outcome {
    STARTED,
    FORWARDED,
    SKIPPED,
    STALE,
    REJECTED,
    FAILED,
    NO_ROUTE;

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  /** What the index knows of what is asked for, newest first. */
  Stream<DecisionRecords.Entry> among(DecisionRecords records) {
    return records
        .newest(Optional.ofNullable(repository), since.from(InstantSource.system().instant()))
        .filter(entry -> place == null || place.is(entry.ref()))
        .filter(entry -> commit == null || entry.commit().startsWith(commit))
        .filter(entry -> delivery == null || entry.delivery().equals(delivery))
        .filter(entry -> outcome == null || entry.outcomes().contains(outcome.name()));
  }

  /** Whether this decision of a record is asked for. */
  boolean is(JsonNode decision) {
    return (outcome == null || decision.path("outcome").asText().equals(outcome.name()))
        && (route == null || decision.path("route").asText().equals(route))
        && (pipeline == null || isPipeline(decision.path("target").asText(), pipeline));
  }

  private static boolean isPipeline(String target, String name) {
    return target.equals(name) || target.endsWith("/" + name);
  }

  /** Whether decisions that nothing follows from are asked for by name. */
  boolean skipped() {
    return outcome != null || route != null || pipeline != null;
  }

  /** The route that is asked for, if it is one. */
  Optional<String> route() {
    return Optional.ofNullable(route);
  }

  Since since() {
    return since;
  }
}
