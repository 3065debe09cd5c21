package dev.signalbox.local.page;

import java.util.List;

/** Writes HTML; all text goes in as text. */
final class Html {
  private static final String STYLE =
      """
      :root { color-scheme: light dark; font: 16px/1.5 system-ui, sans-serif; }
      body { max-width: 60rem; margin: 2rem auto; padding: 0 1rem; }
      pre { padding: .75rem; border: 1px solid; border-radius: .25rem; overflow-x: auto; }
      table { border-collapse: collapse; width: 100%; }
      th, td { text-align: left; vertical-align: top; padding: .25rem .75rem .25rem 0; }
      td { overflow-wrap: anywhere; }
      """;

  private final StringBuilder text = new StringBuilder();

  Html(String title) {
    text.append("<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n")
        .append("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n")
        .append("<title>")
        .append(escaped(title))
        .append("</title>\n<style>\n")
        .append(STYLE)
        .append("</style>\n</head>\n<body>\n<main>\n<h1>")
        .append(escaped(title))
        .append("</h1>\n");
  }

  Html heading(String heading) {
    return element("h2", heading);
  }

  Html paragraph(String paragraph) {
    return element("p", paragraph);
  }

  Html commands(List<String> lines) {
    text.append("<pre><code>").append(escaped(String.join("\n", lines))).append("</code></pre>\n");
    return this;
  }

  Html list(List<String> items) {
    text.append("<ul>\n");
    items.forEach(it -> element("li", it));
    text.append("</ul>\n");
    return this;
  }

  Html table(List<String> columns, List<List<String>> rows) {
    text.append("<table>\n<thead><tr>");
    columns.forEach(it -> text.append("<th scope=\"col\">").append(escaped(it)).append("</th>"));
    text.append("</tr></thead>\n<tbody>\n");
    for (List<String> row : rows) {
      text.append("<tr>");
      row.forEach(it -> text.append("<td>").append(escaped(it)).append("</td>"));
      text.append("</tr>\n");
    }
    text.append("</tbody>\n</table>\n");
    return this;
  }

  private Html element(String name, String content) {
    text.append('<').append(name).append('>').append(escaped(content));
    text.append("</").append(name).append(">\n");
    return this;
  }

  private static String escaped(String plain) {
    return plain
        .replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;")
        .replace("'", "&#39;");
  }

  @Override
  public String toString() {
    return text + "</main>\n</body>\n</html>\n";
  }
}
