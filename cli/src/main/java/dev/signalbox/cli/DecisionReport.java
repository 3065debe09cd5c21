package dev.signalbox.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.signalbox.aws.decision.DecisionsJson;
import dev.signalbox.core.route.Decisions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.StreamSupport;

/**
 * Decisions for people. Everything said is said from the record that the ledger keeps, so that a
 * record alone is told in the same words years later.
 */
public final class DecisionReport {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** The clause that a commit's message speaks to: its pattern is the marker itself. */
  private static final String MARKER = "ignore-skip";

  /** The clauses that refuse what their patterns match; the others refuse what they do not. */
  private static final List<String> MET = List.of(".exclude", ".veto", ".unless-only");

  private final JsonNode record;

  public DecisionReport(Decisions decisions) {
    this(parsed(DecisionsJson.of(decisions)));
  }

  private DecisionReport(JsonNode record) {
    this.record = record;
  }

  /**
   * @throws IllegalArgumentException where the text is not a record of decisions
   */
  public static DecisionReport ofRecord(String text) {
    JsonNode record = parsed(text);
    if (!record.path("event").isObject() || !record.path("decisions").isArray()) {
      throw new IllegalArgumentException("it has no event and decisions");
    }
    return new DecisionReport(record);
  }

  private static JsonNode parsed(String text) {
    try {
      return JSON.readTree(text);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("it is not JSON: " + e.getOriginalMessage(), e);
    }
  }

  /** The record itself, as the ledger keeps it. */
  String json() {
    return record.toString();
  }

  JsonNode record() {
    return record;
  }

  /**
   * For people: a line for each route, or all that is known about one.
   *
   * @throws UserError where there is no such route
   */
  List<String> told(Optional<String> route) {
    return route
        .map(name ->
            why(name)
                .orElseThrow(() ->
                    UserError.wrongUse(
                        "there is no decision about route '" + Console.safe(name) + "'")))
        .orElseGet(this::lines);
  }

  /** Each route's decision. */
  public List<JsonNode> all() {
    return StreamSupport.stream(decisions().spliterator(), false).toList();
  }

  /** One line for each route. */
  public List<String> lines() {
    List<String> lines = new ArrayList<>();
    decisions().forEach(decision -> lines.add(line(decision)));
    if (record.path("event").path("kind").asText().equals("irrelevant")) {
      lines.add("Nothing to decide: " + Console.safe(record.path("event").path("reason").asText()));
    }
    return lines;
  }

  /** All that is known of one route's decision; nothing where the record has no such route. */
  Optional<List<String>> why(String route) {
    return all().stream()
        .filter(decision -> decision.path("route").asText().equals(route))
        .findFirst()
        .map(this::why);
  }

  private JsonNode decisions() {
    return record.path("decisions");
  }

  private static String line(JsonNode decision) {
    String route = decision.path("route").isTextual() ? decision.path("route").asText() : "(all)";
    String outcome = decision.path("outcome").asText();
    boolean served = List.of("STARTED", "FORWARDED").contains(outcome);
    return String.format(
        "%-10s %-10s %s%s%s",
        outcome,
        route,
        Console.safe(decision.path("reason").asText()),
        witness(decision, served || outcome.equals("FAILED")),
        served ? " → " + decision.path("target").asText() : "");
  }

  /** The first file that decided, and the pattern it met or came closest to. */
  private static String witness(JsonNode decision, boolean taken) {
    JsonNode witnesses = decision.path("witnesses");
    String pattern = decision.path("pattern").asText("");
    if (witnesses.isEmpty() || pattern.isEmpty()) {
      return "";
    }
    String clause = decision.path("clause").asText();
    if (clause.equals(MARKER)) {
      return Console.safe(" (%s)".formatted(pattern));
    }
    boolean met = taken || MET.stream().anyMatch(clause::endsWith);
    return Console.safe(
        String.format(
            " (%s %s %s)", witnesses.get(0).asText(), met ? "is in" : "is not in", pattern));
  }

  private List<String> why(JsonNode decision) {
    List<String> lines = new ArrayList<>(List.of(line(decision)));
    add(lines, "clause", decision.path("clause"));
    add(lines, "pattern", decision.path("pattern"));
    decision.path("witnesses").forEach(witness -> add(lines, "witness", witness));
    JsonNode baseline = decision.path("baseline");
    if (baseline.isObject()) {
      lines.add(
          detail(
              "compared",
              "%s..%s (%s%s)"
                  .formatted(
                      baseline.path("from").isTextual()
                          ? baseline.path("from").asText()
                          : "nothing",
                      baseline.path("to").asText(),
                      baseline.path("rung").asText(),
                      baseline.path("forced").asBoolean() ? ", forced" : "")));
    }
    add(lines, "execution", decision.path("execution"));
    add(lines, "definition", record.path("version"));
    return lines;
  }

  private static void add(List<String> lines, String name, JsonNode value) {
    if (value.isTextual()) {
      lines.add(detail(name, value.asText()));
    }
  }

  private static String detail(String name, String value) {
    return "           %-10s %s".formatted(name, Console.safe(value));
  }
}
