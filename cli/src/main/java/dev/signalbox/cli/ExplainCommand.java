package dev.signalbox.cli;

import dev.signalbox.aws.decision.DecisionsJson;
import dev.signalbox.aws.event.EventReader;
import dev.signalbox.core.Refused;
import dev.signalbox.core.release.Event;
import dev.signalbox.core.route.Decider;
import dev.signalbox.core.route.Decisions;
import dev.signalbox.core.route.Definition;
import dev.signalbox.core.route.Source;
import java.nio.file.Path;
import java.time.InstantSource;
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
      "  git diff --name-status -z main~1 main > changes; ./signalbox explain --config"
          + " signalbox.yaml --event push.json --changes changes"
    })
final class ExplainCommand implements Callable<Integer> {
  @Option(
      names = "--config",
      required = true,
      paramLabel = "FILE",
      description = "The definition file.")
  private Path config;

  @Option(
      names = "--event",
      required = true,
      paramLabel = "EVENT.json",
      description = "The EventBridge event.")
  private Path event;

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

  private Event read() {
    try {
      return new EventReader(InstantSource.system()).read(DefinitionFiles.read(event));
    } catch (IllegalArgumentException e) {
      throw UserError.wrongUse(event + ": " + e.getMessage());
    }
  }

  @Override
  public Integer call() {
    Definition definition = DefinitionFiles.valid(config);
    Event read = read();
    Source source = where == null ? new GitSource(Path.of(".")) : where.source();
    Decisions decisions;
    try {
      decisions = new Decider(definition, _ -> source).decide(read);
    } catch (Refused e) {
      throw UserError.failed(e.reason());
    }
    Console console = Console.standard();
    if (json) {
      console.line(DecisionsJson.of(decisions));
    } else {
      new DecisionReport(decisions).lines().forEach(console::line);
      if (read instanceof Event.Irrelevant irrelevant) {
        console.line("Nothing to decide: " + irrelevant.reason());
      }
    }
    return 0;
  }
}
