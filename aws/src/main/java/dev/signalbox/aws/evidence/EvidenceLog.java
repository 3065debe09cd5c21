package dev.signalbox.aws.evidence;

import static software.amazon.lambda.powertools.logging.argument.StructuredArguments.entry;

import dev.signalbox.core.gate.HookId;
import dev.signalbox.core.gate.PastTurn;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.SequencedMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A line for every verdict's evidence: where it is, or all of it. */
final class EvidenceLog {
  private static final Logger LOG = LoggerFactory.getLogger(EvidenceLog.class);

  /** Both together stay below the 256 KB that CloudWatch Logs takes for a line. */
  private static final int MOST_OF_A_VERDICT = 40_000;

  private static final int MOST_OF_THE_EVIDENCE = 180_000;

  /** What a character outside ASCII, or one that has to be escaped, may become. */
  private static final int LARGEST_CHARACTER = 6;

  private EvidenceLog() {}

  static void kept(HookId hook, String bucket, String key, String digest) {
    LOG.info(
        "evidence.kept",
        entry("hook", hook.value()),
        entry("bucket", bucket),
        entry("key", key),
        entry("digest", digest));
  }

  static void notKept(Kept kept, String why) {
    LOG.warn(
        "evidence.not-kept",
        inlined(kept, why).entrySet().stream()
            .map(each -> entry(each.getKey(), each.getValue()))
            .toArray());
  }

  /** The verdict, and as much of what it rests on as a line takes. */
  static SequencedMap<String, String> inlined(Kept kept, String why) {
    SequencedMap<String, String> entries = new LinkedHashMap<>();
    entries.put("hook", kept.recorded().hook().id().value());
    entries.put("reason", why);
    entries.put("verdict", cut(text(Kept.json(kept.recorded().verdict())), MOST_OF_A_VERDICT));
    entries.put("evidence", cut(evidence(kept), MOST_OF_THE_EVIDENCE));
    return entries;
  }

  static void notRemembered(PastTurn turn, RuntimeException why) {
    LOG.warn(
        "evidence.turn-not-kept",
        entry("hook", turn.hook().id().value()),
        entry("reason", String.valueOf(why)));
  }

  private static String evidence(Kept kept) {
    try {
      return text(kept.json());
    } catch (RuntimeException e) {
      return "It cannot be written: " + e;
    }
  }

  private static String text(byte[] json) {
    return new String(json, StandardCharsets.UTF_8);
  }

  private static String cut(String text, int most) {
    int size = 0;
    for (int i = 0; i < text.length(); i++) {
      size += size(text.charAt(i));
      if (size > most) {
        return text.substring(0, i) + "\u2026 and %d more".formatted(text.length() - i);
      }
    }
    return text;
  }

  private static int size(char character) {
    if (character == '"' || character == '\\') {
      return 2;
    }
    return character >= ' ' && character < 127 ? 1 : LARGEST_CHARACTER;
  }
}
