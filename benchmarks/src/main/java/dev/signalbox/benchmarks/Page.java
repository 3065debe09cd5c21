package dev.signalbox.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A page of the reference that benchmarks write their sections of.
 *
 * @param head what stands above the sections
 */
public record Page(Path file, String head) {
  /** Puts a section in the place of the one with the same title, at the end. */
  public void write(String section, String text) throws IOException {
    List<String> sections = new ArrayList<>(List.of(head));
    if (Files.exists(file)) {
      String[] old = Files.readString(file).split("(?m)^(?=## )", -1);
      sections.addAll(List.of(old).subList(1, old.length));
    }
    sections.removeIf(one -> one.startsWith("## " + section + "\n"));
    sections.add("## " + section + "\n\n" + text.strip() + "\n");
    StringBuilder page = new StringBuilder();
    for (String one : sections) {
      page.append(one.strip()).append("\n\n");
    }
    Files.writeString(file, page.toString().strip() + "\n");
  }

  /** What the numbers were measured on. */
  public static String machine() {
    return "%s, %d processors, Java %s"
        .formatted(
            System.getProperty("os.arch"),
            Runtime.getRuntime().availableProcessors(),
            System.getProperty("java.version"));
  }
}
