package dev.signalbox.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.signalbox.aws.ledger.VerdictRecords;
import dev.signalbox.core.gate.Recorded;
import dev.signalbox.core.gate.Verdict.Outcome;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What gates said, newest first. */
@Command(
    name = "list",
    description = "What gates said, newest first.",
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "Examples:",
      "  ./signalbox gate list --since 2h",
      "  ./signalbox gate list --outcome fail --gate shop-prod --json"
    })
final class GateListCommand implements Callable<Integer> {
  @Mixin private Running running = new Running();
  @Mixin private Recent recent = new Recent();

  @Option(names = "--gate", paramLabel = "NAME", description = "Of this gate.")
  private @Nullable String gate;

  @Option(names = "--deployment", paramLabel = "ID", description = "To this deployment.")
  private @Nullable String deployment;

  @Option(
      names = "--outcome",
      paramLabel = "OUTCOME",
      description = "One of ${COMPLETION-CANDIDATES}.")
  private @Nullable Said outcome;

  @Option(names = "--json", description = "Print one JSON object.")
  private boolean json;

  /** An outcome, as people write it. */
  enum Said {
    PASS,
    FAIL,
    INCONCLUSIVE;

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  @Override
  public Integer call() {
    int most = recent.most();
    List<Recorded> found =
        running.withLedger((dynamo, table) ->
            new VerdictRecords(dynamo, table)
                .newest(recent.from())
                .filter(this::isWanted)
                .limit(most)
                .toList());
    Console console = Console.standard();
    if (json) {
      console.line(json(found).toString());
    } else if (found.isEmpty()) {
      console.line("No gate has said so since " + recent);
    } else {
      found.forEach(recorded -> console.line(line(recorded, console)));
    }
    return 0;
  }

  private boolean isWanted(Recorded recorded) {
    return (gate == null || recorded.gate().filter(gate::equals).isPresent())
        && (deployment == null || recorded.hook().deployment().equals(deployment))
        && (outcome == null || recorded.verdict().outcome().name().equals(outcome.name()));
  }

  private static String line(Recorded recorded, Console console) {
    Outcome said = recorded.verdict().outcome();
    return "%s  %s  %s  %s  %s  %s"
        .formatted(
            recorded.at(),
            console.styled(VerdictLines.style(said), "%-12s".formatted(said)),
            Console.safe(recorded.gate().orElse("-")),
            Console.safe(recorded.hook().deployment()),
            recorded.subject().map(s -> s.moment().text()).orElse("-"),
            Console.safe(recorded.verdict().reason()));
  }

  private static ObjectNode json(List<Recorded> found) {
    ObjectNode report = JsonNodeFactory.instance.objectNode();
    ArrayNode verdicts = report.putArray("verdicts");
    for (Recorded recorded : found) {
      ObjectNode one =
          verdicts
              .addObject()
              .put("at", recorded.at().toString())
              .put("outcome", recorded.verdict().outcome().name())
              .put("reason", recorded.verdict().reason())
              .put("deployment", recorded.hook().deployment())
              .put("hook", recorded.hook().id().value());
      recorded.gate().ifPresent(name -> one.put("gate", name));
      recorded.subject().ifPresent(s -> one.put("moment", s.moment().text()));
    }
    return report;
  }
}
