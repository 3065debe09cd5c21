package dev.signalbox.local.codecommit.merge;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.jgit.diff.HistogramDiff;
import org.eclipse.jgit.diff.RawText;
import org.eclipse.jgit.diff.RawTextComparator;
import org.eclipse.jgit.merge.MergeAlgorithm;
import org.eclipse.jgit.merge.MergeChunk;
import org.eclipse.jgit.merge.MergeChunk.ConflictState;
import org.eclipse.jgit.merge.MergeResult;

/** Three versions of a text, merged line by line. */
final class Lines {
  private static final int BASE = 0;
  private static final int DESTINATION = 1;
  private static final int SOURCE = 2;

  private final MergeResult<RawText> result;

  private Lines(MergeResult<RawText> result) {
    this.result = result;
  }

  static Lines of(RawText base, RawText source, RawText destination) {
    return new Lines(
        new MergeAlgorithm(new HistogramDiff())
            .merge(RawTextComparator.DEFAULT, base, destination, source));
  }

  boolean conflict() {
    return result.containsConflicts();
  }

  /** The merged text; a conflict's lines are those of the side that is favoured. */
  byte[] text(boolean favourSource) {
    int winner = favourSource ? SOURCE : DESTINATION;
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    boolean lineIsOpen = false;
    for (MergeChunk chunk : result) {
      boolean contested = chunk.getConflictState() != ConflictState.NO_CONFLICT;
      byte[] lines = bytes(chunk);
      if (lines.length == 0 || (contested && chunk.getSequenceIndex() != winner)) {
        continue;
      }
      if (lineIsOpen) {
        out.write('\n');
      }
      out.writeBytes(lines);
      lineIsOpen = lines[lines.length - 1] != '\n';
    }
    return out.toByteArray();
  }

  private byte[] bytes(MergeChunk chunk) {
    RawText text = result.getSequences().get(chunk.getSequenceIndex());
    return Text.lines(text, chunk.getBegin(), chunk.getEnd());
  }

  /** What is not the same everywhere, in the order of the merged text. */
  List<Hunk> hunks() {
    List<Hunk> hunks = new ArrayList<>();
    Hunk open = Hunk.conflict();
    for (MergeChunk chunk : result) {
      Hunk.Part part = new Hunk.Part(chunk.getBegin(), chunk.getEnd(), bytes(chunk));
      if (chunk.getConflictState() == ConflictState.NO_CONFLICT) {
        if (chunk.getSequenceIndex() != BASE) {
          hunks.add(with(Hunk.agreed(), chunk.getSequenceIndex(), part));
        }
        continue;
      }
      if (chunk.getConflictState() == ConflictState.FIRST_CONFLICTING_RANGE) {
        open = Hunk.conflict();
      }
      open = with(open, chunk.getSequenceIndex(), part);
      if (chunk.getConflictState() == ConflictState.NEXT_CONFLICTING_RANGE) {
        hunks.add(open);
      }
    }
    return hunks;
  }

  private static Hunk with(Hunk hunk, int sequence, Hunk.Part part) {
    return switch (sequence) {
      case SOURCE -> hunk.source(part);
      case DESTINATION -> hunk.destination(part);
      default -> hunk.base(part);
    };
  }
}
