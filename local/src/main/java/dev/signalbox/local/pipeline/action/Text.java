package dev.signalbox.local.pipeline.action;

/** Texts of limited length. */
final class Text {
  private Text() {}

  static String cut(String text, int length) {
    if (text.length() <= length) {
      return text;
    }
    int end = Character.isHighSurrogate(text.charAt(length - 1)) ? length - 1 : length;
    return text.substring(0, end);
  }
}
