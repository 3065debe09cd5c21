package dev.signalbox.cli;

import dev.signalbox.aws.event.EventReader;
import dev.signalbox.core.Refused;
import dev.signalbox.core.release.Event;
import dev.signalbox.core.route.Decider;
import dev.signalbox.core.route.Definition;
import dev.signalbox.core.route.Source;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Tells every route's decision for an event, and why. */
@Command(
    name = "explain",
    description = "Every route's decision for an event, and why; nothing is started.",
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "Examples:",
      "  ./signalbox explain --config signalbox.yaml --event push.json --repo .",
      "  ./signalbox explain --record decision.json --route web",
      "  git diff --name-status -z main~1 main > changes; ./signalbox explain --config"
          + " signalbox.yaml --event push.json --changes changes"
    })
final class ExplainCommand implements Callable<Integer> {
  @Option(names = "--config", paramLabel = "FILE", description = "The definition file.")
  private @Nullable Path config;

  @Option(names = "--event", paramLabel = "EVENT.json", description = "The EventBridge event.")
  private @Nullable Path event;

  @Option(
      names = "--record",
      paramLabel = "FILE",
      description =
          "Instead of all this: a record of decisions, as --json prints it and the ledger keeps"
              + " it.")
  private @Nullable Path record;

  @Option(
      names = "--route",
      paramLabel = "NAME",
      description = "Why, or why not, this one route: clause, pattern, witnesses, baseline.")
  private @Nullable String route;

  @ArgGroup private @Nullable Where where;

  @Option(names = "--json", description = "Print one JSON object.")
  private boolean json;

  /** Where what has changed is read. */
  static final class Where {
    @Option(
        names = "--repo",
        paramLabel = "GITDIR",
        description = "A clone that has the event's commits; default: here.")
    private @Nullable Path repository;

    @Option(
        names = "--changes",
        paramLabel = "FILE",
        description =
            "git diff --name-status -z, or a JSON list of {\"change\":\"A|M|D\",\"path\":…}.")
    private @Nullable Path changes;

    Source source() {
      return changes == null
          ? new GitSource(repository == null ? Path.of(".") : repository)
          : GivenChanges.read(changes);
    }
  }

  @Override
  public Integer call() {
    DecisionReport report = record == null ? decided() : recorded(record);
    Console console = Console.standard();
    if (json) {
      console.line(report.json());
    } else {
      report.told(Optional.ofNullable(route)).forEach(console::line);
    }
    return 0;
  }

  private DecisionReport recorded(Path file) {
    if (config != null || event != null || where != null) {
      throw UserError.wrongUse("--record holds everything: leave the other options out");
    }
    try {
      return DecisionReport.ofRecord(
          new String(DefinitionFiles.read(file), StandardCharsets.UTF_8));
    } catch (IllegalArgumentException e) {
      throw UserError.wrongUse("%s is no record of decisions: %s".formatted(file, e.getMessage()));
    }
  }

  private DecisionReport decided() {
    if (config == null || event == null) {
      throw UserError.wrongUse("explain needs --config and --event, or --record");
    }
    Definition definition = DefinitionFiles.valid(config);
    Event read = read(event);
    Source source = where == null ? new GitSource(Path.of(".")) : where.source();
    try {
      return new DecisionReport(new Decider(definition, _ -> source).decide(read));
    } catch (Refused e) {
      throw UserError.failed(e.reason());
    }
  }

  private static Event read(Path file) {
    try {
      return new EventReader(InstantSource.system()).read(DefinitionFiles.read(file));
    } catch (IllegalArgumentException e) {
      throw UserError.wrongUse(file + ": " + e.getMessage());
    }
  }
}
