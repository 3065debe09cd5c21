package dev.signalbox.aws.web;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads one HTTP/1.1 answer; whatever is longer or stranger than HTTP has it is an error. */
final class AnswerReader {
  private static final Pattern STATUS = Pattern.compile("HTTP/1\\.[01] ([1-5][0-9]{2})( .*)?");
  private static final Pattern FIELD = Pattern.compile("([!-9;-~]+):[ \\t]*(.*?)[ \\t]*");
  private static final Pattern LENGTH = Pattern.compile("[0-9]{1,18}");
  private static final Pattern CHUNK = Pattern.compile("([0-9A-Fa-f]{1,8})[ \\t]*(;.*)?");
  private static final int MOST_INTERIM = 10;

  private final InputStream in;
  private final Limits limits;
  private int headerBytes;

  AnswerReader(InputStream in, Limits limits) {
    this.in = in;
    this.limits = limits;
  }

  Answer read(String method) throws IOException {
    for (int interim = 0; interim < MOST_INTERIM; interim++) {
      Matcher status = STATUS.matcher(line());
      if (!status.matches()) {
        throw new IOException("the answer is not HTTP");
      }
      int code = Integer.parseInt(status.group(1));
      Map<String, List<String>> headers = headers();
      if (code >= 200) {
        boolean empty = method.equals("HEAD") || code == 204 || code == 304;
        return new Answer(code, headers, empty ? new byte[0] : body(headers));
      }
    }
    throw new IOException("the answer never comes to its point");
  }

  private String line() throws IOException {
    var line = new ByteArrayOutputStream();
    for (int next = in.read(); next != '\n'; next = in.read()) {
      if (next < 0) {
        throw new EOFException("the answer breaks off");
      }
      if (++headerBytes > limits.headers()) {
        throw new IOException(
            "the answer's headers are longer than %d bytes".formatted(limits.headers()));
      }
      line.write(next);
    }
    String text = line.toString(StandardCharsets.ISO_8859_1);
    return text.endsWith("\r") ? text.substring(0, text.length() - 1) : text;
  }

  private Map<String, List<String>> headers() throws IOException {
    Map<String, List<String>> headers = new HashMap<>();
    for (String line = line(); !line.isEmpty(); line = line()) {
      Matcher field = FIELD.matcher(line);
      if (!field.matches()) {
        throw new IOException("the answer has a header that is none");
      }
      headers
          .computeIfAbsent(field.group(1).toLowerCase(Locale.ROOT), _ -> new ArrayList<>())
          .add(field.group(2));
    }
    return headers;
  }

  private byte[] body(Map<String, List<String>> headers) throws IOException {
    // Nothing packed was asked for: what unpacks to how much nobody knows.
    if (!only(headers, "content-encoding", "identity").equalsIgnoreCase("identity")) {
      throw new IOException("the answer is packed");
    }
    String coding = only(headers, "transfer-encoding", "");
    if (coding.equalsIgnoreCase("chunked")) {
      return chunks();
    }
    if (!coding.isEmpty()) {
      throw new IOException("the answer is coded in a way that was not asked for");
    }
    String length = only(headers, "content-length", "");
    if (length.isEmpty()) {
      return take(Long.MAX_VALUE, new ByteArrayOutputStream()).toByteArray();
    }
    if (!LENGTH.matcher(length).matches()) {
      throw new IOException("the answer's length is no number");
    }
    var body = new ByteArrayOutputStream();
    exactly(Long.parseLong(length), body);
    return body.toByteArray();
  }

  private static String only(Map<String, List<String>> headers, String name, String otherwise)
      throws IOException {
    List<String> values = headers.getOrDefault(name, List.of());
    if (values.stream().distinct().count() > 1) {
      throw new IOException("the answer says '%s' twice".formatted(name));
    }
    return values.isEmpty() ? otherwise : values.getFirst();
  }

  private byte[] chunks() throws IOException {
    var body = new ByteArrayOutputStream();
    while (true) {
      Matcher size = CHUNK.matcher(line());
      if (!size.matches()) {
        throw new IOException("the answer has a piece without a size");
      }
      long length = Long.parseLong(size.group(1), 16);
      if (length == 0) {
        headers();
        return body.toByteArray();
      }
      exactly(length, body);
      if (!line().isEmpty()) {
        throw new IOException("the answer has a piece of another size than it says");
      }
    }
  }

  private void exactly(long length, ByteArrayOutputStream body) throws IOException {
    long before = body.size();
    if (length > limits.body() - before) {
      throw tooLong();
    }
    if (take(length, body).size() - before < length) {
      throw new EOFException("the answer breaks off");
    }
  }

  private ByteArrayOutputStream take(long most, ByteArrayOutputStream body) throws IOException {
    byte[] buffer = new byte[16 * 1024];
    long left = most;
    while (left > 0) {
      int read = in.read(buffer, 0, (int) Math.min(left, buffer.length));
      if (read < 0) {
        break;
      }
      if (body.size() + read > limits.body()) {
        throw tooLong();
      }
      body.write(buffer, 0, read);
      left -= read;
    }
    return body;
  }

  private TooLong tooLong() {
    return new TooLong("the answer is longer than %d bytes".formatted(limits.body()));
  }
}
