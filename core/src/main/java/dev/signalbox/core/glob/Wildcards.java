package dev.signalbox.core.glob;

/**
 * AWS's own patterns, as policies and listener rules have them: {@code *} for any text, {@code ?}
 * for one character, nothing else; all of the text has to match.
 */
public record Wildcards(String pattern) {
  public boolean matches(String text) {
    int p = 0;
    int t = 0;
    int star = -1;
    int resumed = 0;
    while (t < text.length()) {
      if (p < pattern.length() && pattern.charAt(p) == '*') {
        star = p++;
        resumed = t;
      } else if (p < pattern.length()
          && (pattern.charAt(p) == '?' || pattern.charAt(p) == text.charAt(t))) {
        p++;
        t++;
      } else if (star >= 0) {
        p = star + 1;
        t = ++resumed;
      } else {
        return false;
      }
    }
    return pattern.substring(p).chars().allMatch(c -> c == '*');
  }
}
