package dev.signalbox.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.signalbox.aws.ledger.DecisionRecords;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;

/** Decisions of many events as a table, a line for each. */
final class DecisionLines {
  static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss'Z'").withZone(ZoneOffset.UTC);

  private static final int SHORT = 12;

  private final Wanted wanted;
  private final List<List<String>> rows = new ArrayList<>();
  private int left;

  DecisionLines(Wanted wanted) {
    this.wanted = wanted;
  }

  /** Adds what is asked for of a record; what nothing follows from only where it was asked for. */
  void add(DecisionRecords.Entry entry, DecisionReport report) {
    for (JsonNode decision : report.all()) {
      if (!wanted.is(decision)) {
        continue;
      }
      if (wanted.skipped() || !decision.path("outcome").asText().equals("SKIPPED")) {
        rows.add(row(entry, decision));
      } else {
        left++;
      }
    }
  }

  private static List<String> row(DecisionRecords.Entry entry, JsonNode decision) {
    String route = decision.path("route").asText("");
    return List.of(
        TIME.format(entry.at()),
        where(entry),
        commit(entry.commit()),
        "%s → %s".formatted(route.isEmpty() ? "(all)" : route, decision.path("outcome").asText()),
        Console.safe(decision.path("reason").asText()));
  }

  private static String where(DecisionRecords.Entry entry) {
    String repository =
        entry.repository().replaceFirst("^[0-9]{12}/[a-z0-9-]+/", "").replaceFirst("^$", "-");
    String ref = entry.ref().replaceFirst("^refs/heads/", "");
    return Console.name(ref.isEmpty() ? repository : repository + "@" + ref);
  }

  private static String commit(String commit) {
    String id = commit.startsWith("sha256:") ? commit.substring("sha256:".length()) : commit;
    return id.isEmpty() ? "-" : Console.safe(id.substring(0, Math.min(SHORT, id.length())));
  }

  List<String> told() {
    if (!rows.isEmpty()) {
      rows.addFirst(List.of("TIME", "REPOSITORY@REF", "COMMIT", "ROUTE → OUTCOME", "REASON"));
    }
    List<String> lines = new ArrayList<>(new Columns(rows).lines());
    if (left > 0) {
      lines.add("(and %d that skip; --outcome skipped shows them)".formatted(left));
    }
    return lines;
  }
}
