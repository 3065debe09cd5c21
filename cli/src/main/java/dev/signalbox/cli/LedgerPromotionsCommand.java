package dev.signalbox.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.signalbox.aws.ledger.PromotionRecords;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What followed from executions, newest first. */
@Command(
    name = "promotions",
    description = "What followed from pipelines that ended, newest first.",
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "Examples:",
      "  ./signalbox ledger promotions --since 2h",
      "  ./signalbox ledger promotions --promotion to-prod --json"
    })
final class LedgerPromotionsCommand implements Callable<Integer> {
  private static final JsonMapper JSON = new JsonMapper();

  @Mixin private Running running = new Running();
  @Mixin private Recent recent = new Recent();

  @Option(names = "--promotion", paramLabel = "NAME", description = "Of this promotion.")
  private @Nullable String promotion;

  @Option(names = "--json", description = "Print one JSON object.")
  private boolean json;

  /** One promotion after one execution, as the observer wrote both. */
  private record Found(Instant at, JsonNode event, JsonNode promoted) {}

  @Override
  public Integer call() {
    int most = recent.most();
    List<Found> found =
        running.withLedger((dynamo, table) ->
            new PromotionRecords(dynamo, table)
                .newest(recent.from())
                .flatMap(LedgerPromotionsCommand::all)
                .filter(this::isWanted)
                .limit(most)
                .toList());
    Console console = Console.standard();
    if (json) {
      console.line(json(found).toString());
    } else if (found.isEmpty()) {
      console.line("Nothing has been promoted since " + recent);
    } else {
      new Columns(rows(found)).lines().forEach(console::line);
    }
    return 0;
  }

  private static Stream<Found> all(PromotionRecords.Entry entry) {
    try {
      JsonNode record = JSON.readTree(entry.json());
      return record
          .path("promotions")
          .valueStream()
          .map(promoted -> new Found(entry.at(), record.path("event"), promoted));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("A record of promotions is no JSON", e);
    }
  }

  private boolean isWanted(Found found) {
    return promotion == null || found.promoted().path("promotion").asText().equals(promotion);
  }

  private static List<List<String>> rows(List<Found> found) {
    List<List<String>> rows = new ArrayList<>();
    rows.add(List.of("TIME", "AFTER", "PROMOTION → OUTCOME", "TO", "REASON"));
    found.forEach(one -> rows.add(row(one)));
    return rows;
  }

  private static List<String> row(Found found) {
    JsonNode promoted = found.promoted();
    return List.of(
        DecisionLines.TIME.format(found.at()),
        text(found.event(), "pipeline"),
        text(promoted, "promotion") + " → " + text(promoted, "outcome"),
        text(promoted, "target"),
        text(promoted, "reason"));
  }

  private static String text(JsonNode node, String member) {
    return Console.safe(node.path(member).asText("-"));
  }

  private static ObjectNode json(List<Found> found) {
    ObjectNode report = JsonNodeFactory.instance.objectNode();
    ArrayNode promotions = report.putArray("promotions");
    for (Found one : found) {
      ObjectNode written = promotions.addObject().put("at", one.at().toString());
      written.set("event", one.event());
      written.setAll((ObjectNode) one.promoted());
    }
    return report;
  }
}
