package dev.signalbox.aws.evidence;

import static software.amazon.lambda.powertools.logging.argument.StructuredArguments.entry;

import dev.signalbox.core.gate.HookId;
import dev.signalbox.core.gate.PastTurn;
import java.nio.charset.StandardCharsets;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A line for every verdict's evidence: where it is, or all of it. */
final class EvidenceLog {
  private static final Logger LOG = LoggerFactory.getLogger(EvidenceLog.class);

  /** CloudWatch Logs takes 256 KB for a line; escaping may double a text. */
  static final int LONGEST = 100_000;

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
        entry("hook", kept.recorded().hook().id().value()),
        entry("reason", why),
        entry("verdict", cut(text(Kept.json(kept.recorded().verdict())))),
        entry("evidence", cut(evidence(kept))));
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

  static String cut(String text) {
    return text.length() <= LONGEST
        ? text
        : text.substring(0, LONGEST) + "\u2026 and %d more".formatted(text.length() - LONGEST);
  }
}
