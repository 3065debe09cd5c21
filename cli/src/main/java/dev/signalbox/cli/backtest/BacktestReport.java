package dev.signalbox.cli.backtest;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A backtest's result, for people and for machines. */
public record BacktestReport(Tally tally, boolean compared) {
  public List<String> lines() {
    List<String> lines = new ArrayList<>();
    int width =
        tally.counts().keySet().stream().mapToInt(id -> id.toString().length()).max().orElse(8);
    lines.add(
        ("%-" + width + "s %8s %8s" + (compared ? " %8s %8s" : ""))
            .formatted("pipeline", "starts", "saved", "against", "change"));
    tally
        .counts()
        .forEach((pipeline, count) ->
            lines.add(
                row(
                    width,
                    pipeline.toString(),
                    count.starts(),
                    tally.pushes(),
                    count.startsAgainst())));
    lines.add(row(width, "all", tally.starts(), tally.everything(), tally.startsAgainst()));
    lines.add("");
    lines.add(
        "%d pushes start %d pipelines; everything on every push would start %d: %s saved"
            .formatted(
                tally.pushes(),
                tally.starts(),
                tally.everything(),
                percent(tally.starts(), tally.everything())));
    if (compared) {
      differences(lines);
    }
    return lines;
  }

  private String row(int width, String name, int starts, long most, int against) {
    String row = ("%-" + width + "s %8d %8s").formatted(name, starts, percent(starts, most));
    return compared ? row + " %8d %+8d".formatted(against, starts - against) : row;
  }

  private void differences(List<String> lines) {
    tally
        .counts()
        .forEach((pipeline, count) -> {
          if (!count.appear().isEmpty()) {
            lines.add(pipeline + " would also start for " + String.join(" ", count.appear()));
          }
          if (!count.disappear().isEmpty()) {
            lines.add(pipeline + " would not start for " + String.join(" ", count.disappear()));
          }
        });
  }

  private static String percent(long starts, long most) {
    return most == 0
        ? "0.0 %"
        : String.format(Locale.ROOT, "%.1f %%", 100.0 * (most - starts) / most);
  }

  public ObjectNode json() {
    ObjectNode report =
        JsonNodeFactory.instance
            .objectNode()
            .put("pushes", tally.pushes())
            .put("starts", tally.starts())
            .put("everything", tally.everything())
            .put("saved", tally.everything() - tally.starts());
    if (compared) {
      report.put("startsAgainst", tally.startsAgainst());
    }
    ArrayNode pipelines = report.putArray("pipelines");
    tally
        .counts()
        .forEach((pipeline, count) -> {
          ObjectNode one =
              pipelines
                  .addObject()
                  .put("pipeline", pipeline.toString())
                  .put("starts", count.starts())
                  .put("saved", tally.pushes() - count.starts());
          if (compared) {
            one.put("startsAgainst", count.startsAgainst());
            count.appear().forEach(one.putArray("appear")::add);
            count.disappear().forEach(one.putArray("disappear")::add);
          }
        });
    return report;
  }
}
