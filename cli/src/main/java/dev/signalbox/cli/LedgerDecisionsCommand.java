package dev.signalbox.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.signalbox.aws.ledger.DecisionRecords;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What the router decided, newest first. */
@Command(
    name = "decisions",
    description = "What the router decided, newest first.",
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "Examples:",
      "  ./signalbox ledger decisions                                    on AWS",
      "  ./signalbox ledger decisions --endpoint-url http://127.0.0.1:4566 --region eu-west-1",
      "  ./signalbox ledger decisions --repository shop --branch main --since 2h",
      "  ./signalbox ledger decisions --outcome failed --json"
    })
final class LedgerDecisionsCommand implements Callable<Integer> {
  private static final int MOST = 10_000;

  @Mixin private Running running = new Running();
  @Mixin private Wanted wanted = new Wanted();

  @Option(
      names = "--last",
      paramLabel = "N",
      defaultValue = "20",
      description = "So many events at most. Default: ${DEFAULT-VALUE}.")
  private int last;

  @Option(names = "--json", description = "Print one JSON object.")
  private boolean json;

  /** A record and what the index says of it. */
  private record Found(DecisionRecords.Entry entry, DecisionReport report) {}

  @Override
  public Integer call() {
    if (last < 1 || last > MOST) {
      throw UserError.wrongUse("--last must be 1 to %d, got %d".formatted(MOST, last));
    }
    List<Found> found = new ArrayList<>();
    boolean more =
        running.withLedger((dynamo, table) -> find(new DecisionRecords(dynamo, table), found));
    Console console = Console.standard();
    if (json) {
      console.line(json(found, more).toString());
    } else {
      tell(found, more, console);
    }
    return 0;
  }

  private boolean find(DecisionRecords records, List<Found> found) {
    Iterator<DecisionRecords.Entry> entries = wanted.among(records).iterator();
    while (entries.hasNext()) {
      DecisionRecords.Entry entry = entries.next();
      Optional<DecisionReport> report =
          records
              .record(entry)
              .map(DecisionReport::ofRecord)
              .filter(one -> one.all().stream().anyMatch(wanted::is));
      if (report.isPresent() && found.size() == last) {
        return true;
      }
      report.ifPresent(one -> found.add(new Found(entry, one)));
    }
    return false;
  }

  private void tell(List<Found> found, boolean more, Console console) {
    var lines = new DecisionLines(wanted);
    found.forEach(one -> lines.add(one.entry(), one.report()));
    lines.told().forEach(console::line);
    if (found.isEmpty()) {
      console.line("No such decision since %s".formatted(wanted.since()));
    } else if (more) {
      console.line("There are older ones; --last %d shows more".formatted(last * 5));
    }
  }

  private static ObjectNode json(List<Found> found, boolean more) {
    ObjectNode report = JsonNodeFactory.instance.objectNode();
    ArrayNode records = report.putArray("records");
    for (Found one : found) {
      records
          .addObject()
          .put("at", one.entry().at().toString())
          .set("record", one.report().record());
    }
    return report.put("more", more);
  }
}
