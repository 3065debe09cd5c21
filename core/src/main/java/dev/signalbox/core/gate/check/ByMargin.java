package dev.signalbox.core.gate.check;

import dev.signalbox.core.gate.Finding.Figure;
import dev.signalbox.core.gate.Finding.Result;
import dev.signalbox.core.gate.check.BothPoints.Side;
import java.util.List;

/**
 * The plain comparison, once the window is over: green's mean against blue's, with a margin, where
 * both have enough to go by. It knows nothing of chance, so the margin and the least have to.
 */
final class ByMargin implements Comparison {
  @Override
  public Ruling compare(Compare probe, BothPoints measured, boolean over) {
    if (!over) {
      return Ruling.of(Result.WAIT, "The window ends later than " + measured.to());
    }
    List<Figure> sizes =
        List.of(
            new Figure("green's sample", size(measured.green()), ""),
            new Figure("blue's sample", size(measured.blue()), ""));
    double least = Math.max(1, probe.per().map(Metric.Per::least).orElse((double) probe.least()));
    if (!(size(measured.green()) >= least && size(measured.blue()) >= least)) {
      return Ruling.of(
          Result.INCONCLUSIVE,
          "There is too little to compare: %s of green and %s of blue, not %s of each"
              .formatted(
                  Numbers.text(size(measured.green())),
                  Numbers.text(size(measured.blue())),
                  Numbers.text(least)),
          sizes);
    }
    if (!divides(probe)
        && (measured.green().points().points().isEmpty()
            || measured.blue().points().points().isEmpty())) {
      return Ruling.of(Result.INCONCLUSIVE, "There is nothing of one of them to compare", sizes);
    }
    return compare(probe, mean(probe, measured.green()), mean(probe, measured.blue()), sizes);
  }

  private static Ruling compare(Compare probe, double green, double blue, List<Figure> sizes) {
    double sign = probe.worse() == Compare.Worse.HIGHER ? 1 : -1;
    double margin =
        Math.max(Math.abs(blue) * probe.margin().percent() / 100, probe.margin().absolute());
    List<Figure> figures =
        List.of(
            new Figure("green", green, ""),
            new Figure("blue", blue, ""),
            new Figure("margin", margin, ""),
            sizes.getFirst(),
            sizes.getLast());
    String both =
        "green is %s, blue is %s, the margin %s"
            .formatted(Numbers.text(green), Numbers.text(blue), Numbers.text(margin));
    if (sign * (green - blue) <= margin) {
      return Ruling.of(Result.PASS, "Green is no worse: " + both, figures);
    }
    boolean blueIsIll = probe.limit().filter(limit -> sign * blue >= sign * limit).isPresent();
    return blueIsIll
        ? Ruling.of(
            Result.INCONCLUSIVE,
            "Blue is ill itself, so nothing is told of green: " + both,
            figures)
        : Ruling.of(Result.FAIL, "Green is worse: " + both, figures);
  }

  private static double size(Side side) {
    return side.per().map(Points::sum).orElse((double) side.points().points().size());
  }

  private static boolean divides(Compare probe) {
    return probe.per().filter(Metric.Per::divides).isPresent();
  }

  private static double mean(Compare probe, Side side) {
    return side.points().sum() / (divides(probe) ? size(side) : side.points().points().size());
  }
}
