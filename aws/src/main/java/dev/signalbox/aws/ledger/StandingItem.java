package dev.signalbox.aws.ledger;

import dev.signalbox.core.release.CommitId;
import dev.signalbox.core.release.TriggerId;
import dev.signalbox.core.route.Baseline;
import dev.signalbox.core.route.Standing;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** A standing as an item's attributes; it remembers a few dozen runs at most. */
final class StandingItem {
  private static final String OPEN = "open";
  private static final String FAILED = "failed";
  private static final String GREEN = "green";
  private static final String LAST = "last";
  private static final String OWED = "owed";

  private StandingItem() {}

  static Map<String, AttributeValue> of(Standing standing) {
    Map<String, AttributeValue> item = new HashMap<>();
    item.put(OPEN, runs(standing.open()));
    item.put(FAILED, runs(standing.failed()));
    standing.green().ifPresent(run -> item.put(GREEN, run(run)));
    standing.last().ifPresent(run -> item.put(LAST, run(run)));
    standing
        .owed()
        .ifPresent(owed ->
            item.put(OWED, Table.text(owed.from().map(CommitId::value).orElse("everything"))));
    return item;
  }

  private static AttributeValue runs(List<Standing.Run> runs) {
    return AttributeValue.fromL(runs.stream().map(StandingItem::run).toList());
  }

  private static AttributeValue run(Standing.Run run) {
    Baseline baseline = run.baseline();
    Map<String, AttributeValue> fields = new HashMap<>();
    fields.put("trigger", Table.text(run.trigger().value()));
    fields.put("number", AttributeValue.fromN(Integer.toString(run.number())));
    fields.put("rung", Table.text(baseline.rung().word()));
    baseline.from().ifPresent(from -> fields.put("from", Table.text(from.value())));
    fields.put("to", Table.text(baseline.to().value()));
    fields.put("forced", AttributeValue.fromBool(baseline.forced()));
    return AttributeValue.fromM(fields);
  }

  static Standing read(Map<String, AttributeValue> item) {
    return new Standing(
        runs(item, OPEN),
        runs(item, FAILED),
        optional(item, GREEN).map(value -> run(value.m())),
        optional(item, LAST).map(value -> run(value.m())),
        optional(item, OWED)
            .map(value ->
                new Standing.Owed(
                    Optional.of(value.s())
                        .filter(s -> !s.equals("everything"))
                        .map(CommitId::new))));
  }

  private static List<Standing.Run> runs(Map<String, AttributeValue> item, String name) {
    return optional(item, name).map(AttributeValue::l).orElse(List.of()).stream()
        .map(value -> run(value.m()))
        .toList();
  }

  private static Standing.Run run(Map<String, AttributeValue> fields) {
    return new Standing.Run(
        new TriggerId(Table.need(fields, "trigger").s()),
        new Baseline(
            rung(Table.need(fields, "rung").s()),
            optional(fields, "from").map(value -> new CommitId(value.s())),
            new CommitId(Table.need(fields, "to").s()),
            Table.need(fields, "forced").bool()),
        Integer.parseInt(Table.need(fields, "number").n()));
  }

  private static Baseline.Rung rung(String word) {
    return Arrays.stream(Baseline.Rung.values())
        .filter(rung -> rung.word().equals(word))
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("There is no rung '" + word + "'"));
  }

  private static Optional<AttributeValue> optional(Map<String, AttributeValue> item, String name) {
    return Optional.ofNullable(item.get(name));
  }
}
