package dev.signalbox.core.redact;

import static dev.signalbox.core.redact.Redaction.MARK;

import java.util.List;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/**
 * What a secret looks like where nothing beside it says that it is one. Every pattern repeats
 * single characters only and gives none back, so that no text can keep it busy.
 */
record Shape(Pattern pattern, String replacement) implements UnaryOperator<String> {
  /**
   * Not in the middle of a longer word, though after a line break or a colour as others write it.
   */
  private static final String START = "(?:(?<![A-Za-z0-9])|(?<=\\\\[nrtbf])|(?<=\\[[0-9;]{1,8}m))";

  /** In this order: the wider ones first. */
  static final List<Shape> ALL =
      List.of(
          // Cut off before its end, it is still a key.
          of(
              "(?s)-----BEGIN [A-Z0-9 ]{0,40}PRIVATE KEY(?: BLOCK)?-----.*?"
                  + "(?:-----END [A-Z0-9 ]{0,40}-----|\\z)"),
          // Somebody's name and password, or a token, before a host.
          credentials(
              "[^\\s/?#\"'<>\\\\@:]{0,256}+:(?!\\d{1,5}(?:[/?#\\s]|\\z))[^\\s\"'<>]{0,512}"),
          credentials("[^\\s/?#\"'<>\\\\]{0,512}"),
          of(START + "eyJ[A-Za-z0-9_-]{8,}+\\.eyJ[A-Za-z0-9_-]{4,}+(?:\\.[A-Za-z0-9_-]*+)?"),
          of(START + "(?:AKIA|ASIA|ABIA|ACCA)[A-Z2-7]{16}(?![A-Za-z0-9])"),
          of(START + "gh[a-z]_[A-Za-z0-9]{20,}+"),
          of(START + "github_pat_[A-Za-z0-9_]{20,}+"),
          of(START + "gl[a-z]{2,6}-[A-Za-z0-9_-]{16,}+"),
          of(START + "ATBB[A-Za-z0-9]{20,}+"),
          of(START + "xox[a-z](?:\\.xox[a-z])?-[A-Za-z0-9-]{8,}+"),
          of(START + "xapp-[A-Za-z0-9-]{8,}+"),
          of("(?<=hooks\\.slack\\.com/)(?:services|workflows|triggers)/[A-Za-z0-9/_-]{8,}+"),
          of(START + "[srp]k_(?:live|test)_[A-Za-z0-9]{8,}+"),
          of(START + "sk-[A-Za-z0-9_-]{20,}+"),
          of(START + "AIza[A-Za-z0-9_-]{35}"),
          of(START + "ya29\\.[A-Za-z0-9_-]{10,}+"),
          of(START + "npm_[A-Za-z0-9]{20,}+"),
          of(START + "pypi-[A-Za-z0-9_-]{16,}+"),
          of(START + "SG\\.[A-Za-z0-9_-]{10,}+\\.[A-Za-z0-9_-]{10,}+"),
          of(START + "dop_v1_[a-f0-9]{32,}+"),
          of(START + "AGE-SECRET-KEY-1[A-Z0-9]{20,}+"),
          new Shape(
              Pattern.compile(
                  "(?i)\\b(bearer|basic)([ \\t]{1,8})"
                      + "(?=[a-z]{0,999}+[A-Z0-9._~+/=-])[A-Za-z0-9._~+/=-]{8,}+"),
              "$1$2" + MARK),
          // Forty characters of base64 in both cases: commits and digests are in one.
          of(
              "(?:(?<![A-Za-z0-9/+_.-])|(?<=\\\\[nrtbf])|(?<=\\[[0-9;]{1,8}m))"
                  + "(?=[a-z0-9/+]{0,39}+[A-Z])(?=[A-Z0-9/+]{0,39}+[a-z])"
                  + "(?=[A-Za-z/+]{0,39}+[0-9])[A-Za-z0-9/+]{40}(?![A-Za-z0-9/+=_-])"));

  private static Shape credentials(String pattern) {
    return new Shape(
        Pattern.compile("([A-Za-z][A-Za-z0-9+.-]{0,30}://)" + pattern + "@"), "$1" + MARK + "@");
  }

  private static Shape of(String pattern) {
    return new Shape(Pattern.compile(pattern), MARK);
  }

  @Override
  public String apply(String text) {
    return pattern.matcher(text).replaceAll(replacement);
  }
}
