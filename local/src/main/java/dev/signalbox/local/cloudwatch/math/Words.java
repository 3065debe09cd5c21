package dev.signalbox.local.cloudwatch.math;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The words of an expression. */
final class Words {
  private static final int LONGEST = 2048;
  private static final Pattern WORD =
      Pattern.compile(
          "\\s*(?:(\\d+(?:\\.\\d+)?(?:[eE][+-]?\\d+)?|\\.\\d+)|([A-Za-z_][A-Za-z0-9_]*)"
              + "|(<=|>=|==|!=|&&|\\|\\||[-+*/^()\\[\\],<>]))\\s*");

  private Words() {}

  static List<String> of(String text) {
    if (text.length() > LONGEST) {
      throw Expression.invalid("longer than " + LONGEST + " characters");
    }
    List<String> words = new ArrayList<>();
    Matcher matcher = WORD.matcher(text);
    int position = 0;
    while (position < text.length()) {
      matcher.region(position, text.length());
      if (!matcher.lookingAt()) {
        throw Expression.invalid("Unexpected character at " + (position + 1));
      }
      words.add(matcher.group().strip());
      position = matcher.end();
    }
    return words;
  }

  static double number(String word) {
    return Double.parseDouble(word);
  }
}
