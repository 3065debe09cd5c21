package dev.signalbox.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.signalbox.aws.ledger.DecisionRecords;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** Decisions of many events as a table, a line for each. */
final class DecisionLines {
  private static final DateTimeFormatter TIME =
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
    List<String> lines = new ArrayList<>();
    if (!rows.isEmpty()) {
      rows.addFirst(List.of("TIME", "REPOSITORY@REF", "COMMIT", "ROUTE → OUTCOME", "REASON"));
    }
    List<Integer> widths = IntStream.range(0, 4).mapToObj(this::width).toList();
    for (List<String> row : rows) {
      var line = new StringBuilder();
      for (int column = 0; column < widths.size(); column++) {
        String cell = row.get(column);
        line.append(cell).append(" ".repeat(widths.get(column) - length(cell) + 2));
      }
      lines.add(line.append(row.getLast()).toString().stripTrailing());
    }
    if (left > 0) {
      lines.add("(and %d that skip; --outcome skipped shows them)".formatted(left));
    }
    return lines;
  }

  private int width(int column) {
    return rows.stream().mapToInt(row -> length(row.get(column))).max().orElse(0);
  }

  private static int length(String text) {
    return text.codePointCount(0, text.length());
  }
}
