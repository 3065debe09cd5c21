package dev.signalbox.aws.ledger;

import dev.signalbox.core.gate.Finding;
import dev.signalbox.core.gate.Hook;
import dev.signalbox.core.gate.HookId;
import dev.signalbox.core.gate.Recorded;
import dev.signalbox.core.gate.Verdicts.Open;
import dev.signalbox.core.gate.Verdicts.Standing;
import dev.signalbox.definitions.json.RecordJson;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** A hook as the ledger's table holds it. */
record HookItem(Map<String, AttributeValue> item) {
  static final String HOOK = "hook";
  static final String SINCE = "since";
  static final String HELD = "held";
  static final String DUE = "due";
  static final String FOUND = "findings";
  static final String VERDICT = "verdict";
  static final String TOLD = "told";

  /** All hooks that wait for somebody lie together, so that they are found without a search. */
  static final String OPEN = "GATES#OPEN";

  private static final String SORT = "VERDICT";

  private record Found(List<Finding> findings) {}

  private record Called(Hook hook) {}

  static Map<String, AttributeValue> key(HookId hook) {
    return Table.key("GATE#" + hook.value(), SORT);
  }

  static Map<String, AttributeValue> openKey(HookId hook) {
    return Table.key(OPEN, hook.value());
  }

  /** Where the hooks of a deployment lie that were heard of. */
  static String heard(String deployment) {
    return "GATES#HEARD#" + deployment;
  }

  static AttributeValue json(Hook hook) {
    return text(new Called(hook));
  }

  static AttributeValue json(List<Finding> found) {
    return text(new Found(found));
  }

  /** The verdict's record: the same verdict is the same bytes. */
  static AttributeValue json(Recorded recorded) {
    return text(recorded);
  }

  private static AttributeValue text(Record value) {
    return Table.text(new String(RecordJson.write(value), StandardCharsets.UTF_8));
  }

  private <T extends Record> T read(Class<T> type, String name) {
    return RecordJson.read(type, Table.text(item, name).getBytes(StandardCharsets.UTF_8));
  }

  Optional<Recorded> given() {
    return item.containsKey(VERDICT)
        ? Optional.of(read(Recorded.class, VERDICT))
        : Optional.empty();
  }

  Standing.Yours yours() {
    return new Standing.Yours(
        Table.instant(Table.need(item, SINCE)),
        item.containsKey(FOUND) ? read(Found.class, FOUND).findings() : List.of());
  }

  Standing notYours() {
    return given().<Standing>map(Standing.Given::new).orElseGet(() -> new Standing.Held(due()));
  }

  boolean told() {
    return item.containsKey(TOLD);
  }

  Instant due() {
    return Table.instant(Table.need(item, DUE));
  }

  HookId id() {
    return new HookId(Table.text(item, Table.SORT));
  }

  Open open(Instant due) {
    return new Open(read(Called.class, HOOK).hook(), due);
  }
}
