package dev.signalbox.core.evidence;

import dev.signalbox.core.gate.Finding.Result;
import dev.signalbox.core.gate.Verdict.Outcome;

/** How something came out, at a glance: a sign, a word and a colour. */
final class Badge {
  private Badge() {}

  static Markup of(Outcome outcome) {
    return badge(sign(outcome) + " " + word(outcome), tone(outcome));
  }

  static Markup of(Result result) {
    return switch (result) {
      case PASS -> badge("\u2713 pass", "good");
      case FAIL -> badge("\u2717 fail", "bad");
      case SKIPPED -> badge("\u2013 skipped", "unsure");
      case ERROR -> badge("! error", "bad");
      case INCONCLUSIVE -> badge("? inconclusive", "unsure");
      case WAIT -> badge("\u2026 no answer", "unsure");
    };
  }

  static String word(Outcome outcome) {
    return switch (outcome) {
      case PASS -> "Passed";
      case FAIL -> "Failed";
      case INCONCLUSIVE -> "Inconclusive";
      case WAIT -> "Waiting";
    };
  }

  private static String sign(Outcome outcome) {
    return switch (outcome) {
      case PASS -> "\u2713";
      case FAIL -> "\u2717";
      case INCONCLUSIVE -> "?";
      case WAIT -> "\u2026";
    };
  }

  private static String tone(Outcome outcome) {
    return switch (outcome) {
      case PASS -> "good";
      case FAIL -> "bad";
      case INCONCLUSIVE, WAIT -> "unsure";
    };
  }

  private static Markup badge(String text, String tone) {
    return Markup.of("span", text).with("class", "badge " + tone);
  }
}
