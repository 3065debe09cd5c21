package dev.signalbox.cli;

import dev.signalbox.aws.ledger.DecisionRecords;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Tells why, or why not, from the ledger's record alone. */
@Command(
    name = "explain",
    description =
        "Every route's decision, and why, from the ledger's record alone: of the newest one that"
            + " fits.",
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "Examples:",
      "  ./signalbox ledger explain --repository shop --branch main",
      "  ./signalbox ledger explain --commit 3f2a9c --route web      why, or why not",
      "  ./signalbox ledger explain --delivery 7c61c6f4-0d2e-4b0e-8a1b-0c6f8a1d2e3f --json",
      "  ./signalbox ledger explain 'arn:aws:codecommit:eu-west-1:111111111111:shop refs/heads/main"
          + " OLD..NEW'"
    })
final class LedgerExplainCommand implements Callable<Integer> {
  @Parameters(
      arity = "0..1",
      paramLabel = "SUBJECT",
      description = "What moved from where to where, in full; instead of the options.")
  private @Nullable String subject;

  @Mixin private Running running = new Running();
  @Mixin private Wanted wanted = new Wanted();

  @Option(names = "--json", description = "Print the record itself.")
  private boolean json;

  @Override
  public Integer call() {
    Optional<String> record =
        running.withLedger((dynamo, table) -> find(new DecisionRecords(dynamo, table)));
    String text =
        record.orElseThrow(() ->
            UserError.failed(
                subject == null
                    ? "no such decision since " + wanted.since()
                    : "nothing has been decided about '" + Console.safe(subject) + "'"));
    Console console = Console.standard();
    if (json) {
      console.line(text);
    } else {
      DecisionReport.ofRecord(text).told(wanted.route()).forEach(console::line);
    }
    return 0;
  }

  private Optional<String> find(DecisionRecords records) {
    Stream<String> found =
        subject == null
            ? wanted.among(records).flatMap(entry -> records.record(entry).stream())
            : records.about(subject).stream();
    return found
        .filter(text -> DecisionReport.ofRecord(text).all().stream().anyMatch(wanted::is))
        .findFirst();
  }
}
