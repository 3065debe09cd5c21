package dev.signalbox.core.evidence;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** A piece of a page. Whatever its texts hold, they stay texts. */
sealed interface Markup {
  /** What is shown as it is. */
  record Text(String text) implements Markup {}

  /** An element with what is in it. */
  record Element(String name, Map<String, String> attributes, List<Markup> content)
      implements Markup {
    Element with(String attribute, String value) {
      Map<String, String> more = new LinkedHashMap<>(attributes);
      more.put(attribute, value);
      return new Element(name, more, content);
    }

    Element with(String attribute, double value) {
      return with(attribute, number(value));
    }
  }

  static Element of(String name, Markup... content) {
    return new Element(name, Map.of(), List.of(content));
  }

  static Element of(String name, List<? extends Markup> content) {
    return new Element(name, Map.of(), List.copyOf(content));
  }

  static Element of(String name, String text) {
    return of(name, new Text(text));
  }

  /** A length in a drawing, in tenths. */
  static String number(double value) {
    return String.format(Locale.ROOT, "%.1f", value);
  }

  default String html() {
    StringBuilder html = new StringBuilder();
    Writing.write(this, html);
    return html.toString();
  }

  /** Writes markup. */
  final class Writing {
    /** In a drawing all elements are closed: what follows would be inside them, and not be seen. */
    private static final Set<String> NEVER_CLOSED = Set.of("meta");

    private Writing() {}

    private static void write(Markup markup, StringBuilder html) {
      switch (markup) {
        case Text(var text) -> escape(text, html);
        case Element element -> write(element, html);
      }
    }

    private static void write(Element element, StringBuilder html) {
      html.append('<').append(element.name());
      element
          .attributes()
          .forEach((name, value) -> {
            html.append(' ').append(name).append("=\"");
            escape(value, html);
            html.append('"');
          });
      html.append('>');
      if (element.name().equals("style")) {
        // Ours alone, and its digest is in the policy: an escaped character would be another.
        element.content().forEach(part -> html.append(part instanceof Text(var css) ? css : ""));
      } else {
        element.content().forEach(part -> write(part, html));
      }
      if (!NEVER_CLOSED.contains(element.name())) {
        html.append("</").append(element.name()).append('>');
      }
    }

    private static void escape(String text, StringBuilder html) {
      text.codePoints()
          .forEach(c -> {
            switch (c) {
              case '&' -> html.append("&amp;");
              case '<' -> html.append("&lt;");
              case '>' -> html.append("&gt;");
              case '"' -> html.append("&quot;");
              case '\'' -> html.append("&#39;");
              case '\n', '\t' -> html.appendCodePoint(c);
              default -> plain(c, html);
            }
          });
    }

    /** What cannot be seen, or turns around what can, is told by its number. */
    private static void plain(int character, StringBuilder html) {
      switch (Character.getType(character)) {
        case Character.CONTROL,
            Character.FORMAT,
            Character.SURROGATE,
            Character.UNASSIGNED,
            Character.LINE_SEPARATOR,
            Character.PARAGRAPH_SEPARATOR ->
            html.append(String.format(Locale.ROOT, "\u27e8U+%04X\u27e9", character));
        default -> html.appendCodePoint(character);
      }
    }
  }
}
