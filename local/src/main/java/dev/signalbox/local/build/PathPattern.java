package dev.signalbox.local.build;

import java.util.regex.Pattern;

/**
 * A pattern for files of a build: {@code *} and {@code ?} stay within a directory, {@code **} goes
 * through any number of them, hidden ones too.
 */
record PathPattern(Pattern expression) {

  static PathPattern of(String text) {
    String pattern = text.strip().replaceFirst("^(\\./+)+", "").replaceAll("/{2,}", "/");
    StringBuilder expression = new StringBuilder();
    int i = 0;
    while (i < pattern.length()) {
      int c = pattern.codePointAt(i);
      if (pattern.startsWith("**/", i) && (i == 0 || pattern.charAt(i - 1) == '/')) {
        expression.append("(?:[^/]+/)*");
        i += 3;
      } else if (pattern.startsWith("**", i)) {
        expression.append(".*");
        i += 2;
      } else {
        expression.append(
            switch (c) {
              case '*' -> "[^/]*";
              case '?' -> "[^/]";
              default -> Pattern.quote(Character.toString(c));
            });
        i += Character.charCount(c);
      }
    }
    return new PathPattern(Pattern.compile(expression.toString(), Pattern.DOTALL));
  }

  /**
   * @param path relative, its parts separated by slashes
   */
  boolean matches(String path) {
    return expression.matcher(path).matches();
  }
}
