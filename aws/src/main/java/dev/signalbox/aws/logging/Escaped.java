package dev.signalbox.aws.logging;

import software.amazon.lambda.powertools.logging.internal.JsonSerializer;

/**
 * Writes texts so that no name or message can end a line, end a text, or turn what is shown around.
 * Powertools' own escaping leaves most control characters as they are.
 */
final class Escaped extends JsonSerializer {
  private final StringBuilder line;

  Escaped(StringBuilder line) {
    super(line);
    this.line = line;
  }

  @Override
  public void writeString(String text) {
    line.append('"');
    for (int i = 0; i < text.length(); ) {
      int character = text.codePointAt(i);
      write(character);
      i += Character.charCount(character);
    }
    line.append('"');
  }

  private void write(int character) {
    switch (character) {
      case '"' -> line.append("\\\"");
      case '\\' -> line.append("\\\\");
      case '\n' -> line.append("\\n");
      case '\r' -> line.append("\\r");
      case '\t' -> line.append("\\t");
      default -> {
        if (Character.getType(character) == Character.SURROGATE) {
          // Half a character: there is no JSON for it that all readers take.
          line.append('\ufffd');
        } else if (isTreacherous(character)) {
          line.append("\\u%04x".formatted(character));
        } else {
          line.appendCodePoint(character);
        }
      }
    }
  }

  private static boolean isTreacherous(int character) {
    return switch (Character.getType(character)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          // Beyond these there are only tags and musical marks.
          character <= Character.MAX_VALUE;
      default -> false;
    };
  }
}
