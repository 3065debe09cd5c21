package dev.signalbox.local.s3;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Locale;
import java.util.Optional;

/** An answer being written: elements and text. Control characters go as references, as on AWS. */
final class Xml {
  private static final String NAMESPACE = "http://s3.amazonaws.com/doc/2006-03-01/";

  private static final DateTimeFormatter ISO =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  private final StringBuilder text =
      new StringBuilder("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
  private final Deque<String> open = new ArrayDeque<>();

  private Xml() {}

  /** A result of S3's namespace. */
  static Xml result(String root) {
    var xml = new Xml();
    xml.text.append('<').append(root).append(" xmlns=\"").append(NAMESPACE).append("\">");
    xml.open.push(root);
    return xml;
  }

  static Xml error() {
    return new Xml().open("Error");
  }

  Xml open(String name) {
    text.append('<').append(name).append('>');
    open.push(name);
    return this;
  }

  Xml close() {
    text.append("</").append(open.pop()).append('>');
    return this;
  }

  Xml put(String name, String value) {
    open(name);
    escape(value);
    return close();
  }

  Xml put(String name, long value) {
    return put(name, Long.toString(value));
  }

  /** With milliseconds, as S3 writes all its times. */
  Xml put(String name, Instant value) {
    return put(name, ISO.format(value));
  }

  Xml put(String name, boolean value) {
    return put(name, Boolean.toString(value));
  }

  Xml put(String name, Optional<String> value) {
    return value.isPresent() ? put(name, value.get()) : this;
  }

  /** One account as the holder of a permission: the one element here with attributes. */
  Xml grantee(String id) {
    text.append(
        "<Grantee xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\""
            + " xsi:type=\"CanonicalUser\">");
    open.push("Grantee");
    return put("ID", id).close();
  }

  /** Text directly in the element that is open. */
  Xml text(String value) {
    escape(value);
    return this;
  }

  byte[] bytes() {
    return toString().getBytes(StandardCharsets.UTF_8);
  }

  /** The whole document: what is open is closed. */
  @Override
  public String toString() {
    while (!open.isEmpty()) {
      close();
    }
    return text.toString();
  }

  private void escape(String value) {
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      switch (c) {
        case '<' -> text.append("&lt;");
        case '>' -> text.append("&gt;");
        case '&' -> text.append("&amp;");
        case '"' -> text.append("&quot;");
        default -> {
          if (c < ' ' || c == 0x7f) {
            text.append("&#x").append(Integer.toHexString(c)).append(';');
          } else {
            text.append(c);
          }
        }
      }
    }
  }
}
