package dev.signalbox.core.redact;

import static dev.signalbox.core.redact.Redaction.MARK;

import java.util.List;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What a secret looks like where nothing beside it says that it is one. Every pattern repeats
 * single characters only and so often at most, so that no text can keep it busy.
 *
 * @param mayHold tells texts without one quickly: they are the most
 */
record Shape(Predicate<String> mayHold, Pattern pattern, String replacement)
    implements UnaryOperator<String> {
  /**
   * Not in the middle of a longer word, though after a line break or a colour as others write it.
   */
  private static final String START = "(?:(?<![A-Za-z0-9])|(?<=\\\\[nrtbf])|(?<=\\[[0-9;]{1,8}m))";

  /** In this order: the wider ones first. */
  static final List<Shape> ALL =
      List.of(
          // Cut off before its end, it is still a key.
          of(
              "-----BEGIN",
              "(?s)-----BEGIN [A-Z0-9 ]{0,40}PRIVATE KEY(?: BLOCK)?-----.*?"
                  + "(?:-----END [A-Z0-9 ]{0,40}-----|\\z)"),
          // Somebody's name and password, or a token, before a host.
          credentials(
              "[^\\s/?#\"'<>\\\\@:]{0,256}+:(?!\\d{1,5}(?:[/?#\\s]|\\z))[^\\s\"'<>]{0,512}"),
          credentials("[^\\s/?#\"'<>\\\\]{0,512}"),
          word("eyJ", "eyJ[A-Za-z0-9_-]{8,}+\\.eyJ[A-Za-z0-9_-]{4,}+(?:\\.[A-Za-z0-9_-]*+)?"),
          of(
              text -> Stream.of("AKIA", "ASIA", "ABIA", "ACCA").anyMatch(text::contains),
              START + "(?:AKIA|ASIA|ABIA|ACCA)[A-Z2-7]{16}(?![A-Za-z0-9])"),
          word("gh", "gh[a-z]_[A-Za-z0-9]{20,}+"),
          word("github_pat_", "github_pat_[A-Za-z0-9_]{20,}+"),
          word("gl", "gl[a-z]{2,6}-[A-Za-z0-9_-]{16,}+"),
          word("ATBB", "ATBB[A-Za-z0-9]{20,}+"),
          word("xox", "xox[a-z](?:\\.xox[a-z])?-[A-Za-z0-9-]{8,}+"),
          word("xapp-", "xapp-[A-Za-z0-9-]{8,}+"),
          of(
              "hooks.slack.com",
              "(?<=hooks\\.slack\\.com/)(?:services|workflows|triggers)/[A-Za-z0-9/_-]{8,}+"),
          word("k_", "[srp]k_(?:live|test)_[A-Za-z0-9]{8,}+"),
          word("sk-", "sk-[A-Za-z0-9_-]{20,}+"),
          word("AIza", "AIza[A-Za-z0-9_-]{35}"),
          word("ya29.", "ya29\\.[A-Za-z0-9_-]{10,}+"),
          word("npm_", "npm_[A-Za-z0-9]{20,}+"),
          word("pypi-", "pypi-[A-Za-z0-9_-]{16,}+"),
          word("SG.", "SG\\.[A-Za-z0-9_-]{10,}+\\.[A-Za-z0-9_-]{10,}+"),
          word("dop_v1_", "dop_v1_[a-f0-9]{32,}+"),
          word("AGE-SECRET-KEY-", "AGE-SECRET-KEY-1[A-Z0-9]{20,}+"),
          new Shape(
              _ -> true,
              Pattern.compile(
                  "(?i)\\b(bearer|basic)([ \\t]{1,8})"
                      + "(?=[a-z]{0,999}+[A-Z0-9._~+/=-])[A-Za-z0-9._~+/=-]{8,}+"),
              "$1$2" + MARK),
          // Forty characters of base64 in both cases: commits and digests are in one.
          of(
              Shape::holdsForty,
              "(?:(?<![A-Za-z0-9/+_.-])|(?<=\\\\[nrtbf])|(?<=\\[[0-9;]{1,8}m))"
                  + "(?=[a-z0-9/+]{0,39}+[A-Z])(?=[A-Z0-9/+]{0,39}+[a-z])"
                  + "(?=[A-Za-z/+]{0,39}+[0-9])[A-Za-z0-9/+]{40}(?![A-Za-z0-9/+=_-])"));

  private static boolean holdsForty(String text) {
    int run = 0;
    for (int i = 0; i < text.length() && run < 40; i++) {
      char c = text.charAt(i);
      boolean isOne =
          (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '/' && c <= '9') || c == '+';
      run = isOne ? run + 1 : 0;
    }
    return run >= 40;
  }

  private static Shape credentials(String pattern) {
    return new Shape(
        text -> text.contains("://"),
        Pattern.compile("([A-Za-z][A-Za-z0-9+.-]{0,30}://)" + pattern + "@"),
        "$1" + MARK + "@");
  }

  private static Shape word(String hint, String pattern) {
    return of(hint, START + pattern);
  }

  private static Shape of(String hint, String pattern) {
    return of(text -> text.contains(hint), pattern);
  }

  private static Shape of(Predicate<String> mayHold, String pattern) {
    return new Shape(mayHold, Pattern.compile(pattern), MARK);
  }

  @Override
  public String apply(String text) {
    return mayHold.test(text) ? pattern.matcher(text).replaceAll(replacement) : text;
  }
}
