package dev.signalbox.cli;

import java.util.List;
import java.util.stream.IntStream;

/** Rows whose cells stand below one another; the last one of a row is as long as it likes. */
record Columns(List<List<String>> rows) {
  List<String> lines() {
    List<Integer> widths =
        rows.isEmpty()
            ? List.of()
            : IntStream.range(0, rows.getFirst().size() - 1).mapToObj(this::width).toList();
    return rows.stream().map(row -> line(row, widths)).toList();
  }

  private static String line(List<String> row, List<Integer> widths) {
    var line = new StringBuilder();
    for (int column = 0; column < widths.size(); column++) {
      String cell = row.get(column);
      line.append(cell).append(" ".repeat(widths.get(column) - length(cell) + 2));
    }
    return line.append(row.getLast()).toString().stripTrailing();
  }

  private int width(int column) {
    return rows.stream().mapToInt(row -> length(row.get(column))).max().orElse(0);
  }

  private static int length(String text) {
    return text.codePointCount(0, text.length());
  }
}
