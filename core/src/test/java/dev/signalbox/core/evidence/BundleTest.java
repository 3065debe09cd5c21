package dev.signalbox.core.evidence;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BundleTest {
  private static final Map<String, byte[]> FILES =
      Map.of(
          "verdict.json", "{\"outcome\":\"FAIL\"}".getBytes(UTF_8),
          "report.html", "<p>ü</p>".getBytes(UTF_8));

  private static byte[] zip(Map<String, byte[]> files) throws IOException {
    var bytes = new ByteArrayOutputStream();
    try (var zip = new ZipOutputStream(bytes)) {
      for (Map.Entry<String, byte[]> file : files.entrySet()) {
        zip.putNextEntry(new ZipEntry(file.getKey()));
        zip.write(file.getValue());
      }
    }
    return bytes.toByteArray();
  }

  private static void isRefused(byte[] zip, String why) {
    assertThatExceptionOfType(Tampered.class)
        .isThrownBy(() -> Bundle.read(zip))
        .withMessageContaining(why);
  }

  @Test
  void whatIsReadIsWhatWasWritten() throws Tampered {
    Bundle bundle = Bundle.read(Bundle.of(FILES).zip());
    assertThat(bundle.file("report.html")).hasValue("<p>ü</p>".getBytes(UTF_8));
    assertThat(bundle.file("nothing.txt")).isEmpty();
  }

  @Test
  void theSameFilesAreTheSameBytesHoweverTheyAreOrdered() {
    assertThat(Bundle.of(new java.util.TreeMap<>(FILES).descendingMap()).zip())
        .isEqualTo(Bundle.of(FILES).zip());
  }

  @Test
  void anyChangedByteIsSeen() {
    byte[] zip = Bundle.of(FILES).zip();
    Random random = new Random(5);
    for (int at = 0; at < zip.length; at++) {
      byte[] changed = zip.clone();
      changed[at] ^= (byte) (1 + random.nextInt(255));
      isRefused(changed, "");
    }
  }

  @Test
  void whatIsCutOffOrAppendedIsSeen() {
    byte[] zip = Bundle.of(FILES).zip();
    for (int length = 0; length < zip.length; length += 7) {
      isRefused(Arrays.copyOf(zip, length), "");
    }
    isRefused(Arrays.copyOf(zip, zip.length + 1), "more in it than its files");
  }

  @Test
  void aChangedVerdictIsNamedEvenWhereItsChecksumFits() throws IOException {
    var bytes = new ByteArrayOutputStream();
    try (var zip = new ZipOutputStream(bytes)) {
      stored(zip, "MANIFEST", Manifest.of(new java.util.TreeMap<>(FILES)));
      stored(zip, "report.html", FILES.getOrDefault("report.html", new byte[0]));
      stored(zip, "verdict.json", "{\"outcome\":\"PASS\"}".getBytes(UTF_8));
    }
    isRefused(bytes.toByteArray(), "'verdict.json' is not what the manifest says");
  }

  private static void stored(ZipOutputStream zip, String name, byte[] content) throws IOException {
    var entry = new ZipEntry(name);
    var sum = new CRC32();
    sum.update(content);
    entry.setMethod(ZipEntry.STORED);
    entry.setSize(content.length);
    entry.setCrc(sum.getValue());
    zip.putNextEntry(entry);
    zip.write(content);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "../../etc/x",
        "/abs/x",
        "a/../../b",
        "a\\..\\b",
        "C:x",
        "..",
        "",
        "a/b",
        ".hidden",
        "x.html\n",
        "MANIFEST"
      })
  void aNameThatLeadsElsewhereIsRefused(String name) throws IOException {
    assertThatIllegalArgumentException().isThrownBy(() -> Bundle.of(Map.of(name, new byte[0])));
    isRefused(zip(Map.of(name, new byte[0])), "no bundle of ours");
  }

  @Test
  void aZipBombIsNotUnpacked() throws IOException {
    isRefused(zip(Map.of("evidence.json", new byte[64 * 1024 * 1024])), "no bundle of ours");
  }

  @Test
  void aMillionFilesAreNotRead() throws IOException {
    var bytes = new ByteArrayOutputStream();
    try (var zip = new ZipOutputStream(bytes)) {
      for (int i = 0; i < 20_000; i++) {
        stored(zip, "f" + i, new byte[0]);
      }
    }
    isRefused(bytes.toByteArray(), "holds what none of them does");
  }

  @Test
  void whatIsTooLargeIsNotEvenOpened() {
    isRefused(new byte[Bundle.LARGEST + 1], "larger than any bundle");
  }
}
