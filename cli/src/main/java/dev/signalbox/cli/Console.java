package dev.signalbox.cli;

import java.io.PrintStream;
import java.util.Optional;

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
   * no bidirectional control.
   */
  static String safe(String foreign) {
    StringBuilder shown = new StringBuilder(foreign.length());
    foreign
        .codePoints()
        .forEach(c -> {
          boolean control = Character.isISOControl(c) || Character.getType(c) == Character.FORMAT;
          if (control) {
            shown.append(String.format("\\u%04x", c));
          } else {
            shown.appendCodePoint(c);
          }
        });
    return shown.toString();
  }
}
