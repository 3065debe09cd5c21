package dev.signalbox.aws.evidence;

import dev.signalbox.aws.ledger.KeptText;
import dev.signalbox.core.evidence.Bundle;
import dev.signalbox.core.evidence.Course;
import dev.signalbox.core.evidence.Replay;
import dev.signalbox.core.evidence.Report;
import dev.signalbox.core.gate.Gate;
import dev.signalbox.core.gate.PastTurn;
import dev.signalbox.core.gate.Recorded;
import dev.signalbox.core.gate.Verdict;
import dev.signalbox.definitions.json.RecordJson;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * All that a verdict rests on, without secrets.
 *
 * @param format of these records
 * @param code the version of Signalbox that judged
 * @param turns of the deployment at its gates, up to the one that brought the verdict
 */
public record Kept(int format, String code, Recorded recorded, Gate gate, List<PastTurn> turns) {
  /** The bundle's file that holds these records. */
  public static final String FILE = "evidence.json";

  /** The bundle's file that holds the verdict alone. */
  public static final String VERDICT = "verdict.json";

  /** The bundle's file for people. */
  public static final String REPORT = "report.html";

  /** There only where the stored observations say something else than the ones that were judged. */
  public static final String CAVEAT = "caveat.txt";

  private static final int FORMAT = 2;

  /**
   * Beyond it the oldest turns are kept without what they measured: all of it is searched for
   * secrets once more, in the little time that is left of a call.
   */
  private static final int LARGEST = 1024 * 1024;

  public Kept {
    turns = List.copyOf(turns);
  }

  static Kept of(String code, Recorded recorded, Gate gate, List<PastTurn> turns) {
    return new Kept(FORMAT, code, recorded, gate, fitting(new Course(recorded, turns).turns()));
  }

  private static List<PastTurn> fitting(List<PastTurn> turns) {
    Deque<PastTurn> fitting = new ArrayDeque<>();
    long size = 0;
    for (PastTurn turn : turns.reversed()) {
      size += RecordJson.write(turn).length;
      // What brought the verdict comes first, and stays.
      fitting.addFirst(fitting.isEmpty() || size <= LARGEST ? turn : turn.withoutMeasurements());
    }
    return List.copyOf(fitting);
  }

  /**
   * Reads it from a bundle.
   *
   * @throws IllegalArgumentException where that bundle holds none, or of another format
   */
  public static Kept from(Bundle bundle) {
    Kept kept =
        RecordJson.read(
            Kept.class,
            bundle
                .file(FILE)
                .orElseThrow(() -> new IllegalArgumentException("There is no " + FILE)));
    if (kept.format() != FORMAT) {
      throw new IllegalArgumentException(
          "It is of format %d, and this Signalbox reads %d".formatted(kept.format(), FORMAT));
    }
    return kept;
  }

  public Replay replay() {
    return new Replay(gate, course().observed(), recorded.verdict());
  }

  private Course course() {
    return new Course(recorded, turns);
  }

  byte[] json() {
    return RecordJson.write(this, new KeptText());
  }

  /** A verdict by itself: the same verdict is the same bytes. */
  public static byte[] json(Verdict verdict) {
    return RecordJson.write(verdict);
  }

  Bundle bundle() {
    byte[] json = json();
    Map<String, byte[]> files = new LinkedHashMap<>();
    files.put(FILE, json);
    files.put(VERDICT, json(recorded.verdict()));
    // What people see is what is kept: no secret reaches the page on another way.
    Optional<Kept> stored = stored(json);
    stored.ifPresent(kept -> files.put(REPORT, new Report(kept.course(), kept.gate, code).html()));
    if (!stored.map(kept -> kept.replay().agrees()).orElse(false)) {
      files.put(
          CAVEAT,
          ("What was judged held secrets, or more text than is kept. They were taken out, and"
                  + " judged again it comes out otherwise. The verdict in verdict.json stands.\n")
              .getBytes(StandardCharsets.UTF_8));
    }
    return Bundle.of(files);
  }

  private static Optional<Kept> stored(byte[] json) {
    try {
      return Optional.of(RecordJson.read(Kept.class, json));
    } catch (IllegalArgumentException e) {
      // A value that checks itself does not take what stands for a secret.
      return Optional.empty();
    }
  }
}
