package dev.signalbox.cli;

import java.io.PrintStream;
import java.util.Optional;
import java.util.function.IntPredicate;

/**
 * What the user sees: plain text, in colour only on a terminal, with control characters of foreign
 * text made visible.
 */
final class Console {
  enum Style {
    BOLD("1"),
    DIM("2"),
    RED("31"),
    GREEN("32"),
    YELLOW("33"),
    CYAN("36");

    private final String code;

    Style(String code) {
      this.code = code;
    }
  }

  private final PrintStream out;
  private final boolean colours;

  Console(PrintStream out, boolean colours) {
    this.out = out;
    this.colours = colours;
  }

  /**
   * Standard output; in colour on a terminal unless {@code NO_COLOR} is set or {@code TERM} is
   * {@code dumb}.
   */
  static Console standard() {
    boolean terminal =
        Optional.ofNullable(System.console()).map(java.io.Console::isTerminal).orElse(false);
    boolean wanted = System.getenv("NO_COLOR") == null && !"dumb".equals(System.getenv("TERM"));
    return new Console(System.out, terminal && wanted);
  }

  /** Standard error, plain: for what is told while standard output is kept for JSON. */
  static Console beside() {
    return new Console(System.err, false);
  }

  synchronized void line(String text) {
    out.println(text);
    out.flush();
  }

  void blank() {
    line("");
  }

  void heading(String text) {
    blank();
    line(styled(Style.BOLD, text));
  }

  String styled(Style style, String text) {
    return colours ? "\u001b[" + style.code + "m" + text + "\u001b[0m" : text;
  }

  /**
   * Text that came from outside, fit for one line of a terminal: no escape sequence, no line break,
   * no bidirectional control, no half character.
   */
  static String safe(String foreign) {
    return escaped(foreign, Console::isTreacherous);
  }

  /**
   * A name that came from outside. What is not ASCII is shown twice, the second time by its
   * numbers: two names that look the same are then told apart.
   */
  static String name(String foreign) {
    String plain = escaped(foreign, c -> c > 0x7e || isTreacherous(c));
    String safe = safe(foreign);
    return safe.equals(plain) ? safe : safe + " (" + plain + ")";
  }

  private static String escaped(String text, IntPredicate unfit) {
    StringBuilder shown = new StringBuilder(text.length());
    text.codePoints()
        .forEach(c -> {
          if (unfit.test(c)) {
            shown.append(String.format("\\u%04x", c));
          } else {
            shown.appendCodePoint(c);
          }
        });
    return shown.toString();
  }

  private static boolean isTreacherous(int character) {
    return switch (Character.getType(character)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          true;
      default -> false;
    };
  }
}
