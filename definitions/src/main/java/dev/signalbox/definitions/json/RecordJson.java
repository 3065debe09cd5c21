package dev.signalbox.definitions.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * Records as JSON and back: equal ones are always the same bytes. The order is that of their
 * components, and what is not there is not written; a set and a map are sorted.
 */
public final class RecordJson {
  private static final int DEEPEST = 60;
  static final JsonFactory JSON =
      JsonFactory.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .streamReadConstraints(StreamReadConstraints.builder().maxNestingDepth(DEEPEST).build())
          .build();

  /** Looks at each text before it is written. */
  public interface Texts {
    /**
     * @param name of the component or the key that the text is the value of
     */
    String written(String name, String text);
  }

  private RecordJson() {}

  public static byte[] write(Record value) {
    return write(value, (_, text) -> text);
  }

  public static byte[] write(Record value, Texts texts) {
    var bytes = new ByteArrayOutputStream();
    try (JsonGenerator json = JSON.createGenerator(bytes)) {
      new RecordWriter(json, texts).write("", value, value.getClass());
    } catch (IOException e) {
      throw new UncheckedIOException("Memory does not fail", e);
    }
    return bytes.toByteArray();
  }

  /**
   * Reads what {@link #write} wrote.
   *
   * @throws IllegalArgumentException where these bytes are no such record; it quotes none of them
   */
  public static <T extends Record> T read(Class<T> type, byte[] bytes) {
    try (JsonParser json = JSON.createParser(bytes)) {
      json.nextToken();
      T value = read(type, json);
      if (json.nextToken() != null) {
        throw new IllegalArgumentException("There is more than one value");
      }
      return value;
    } catch (IOException e) {
      // The parser's own message quotes what it reads.
      throw new IllegalArgumentException("That is not JSON");
    }
  }

  /**
   * Reads the record that a parser stands at.
   *
   * @throws IllegalArgumentException where it stands at something else
   */
  public static <T extends Record> T read(Class<T> type, JsonParser json) throws IOException {
    return type.cast(new RecordReader(json).read(type));
  }
}
