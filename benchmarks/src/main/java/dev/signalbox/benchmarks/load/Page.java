package dev.signalbox.benchmarks.load;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The page of the reference that each benchmark writes its own section of. */
record Page(Path file) {
  private static final String TITLE =
      """
      # Load

      Written by `benchmarks/push-to-start`, `benchmarks/thousand-pushes` and `benchmarks/flood`; run them again rather than editing this page. Real `git push`es
      into `local`, through EventBridge and the packed router to CodePipeline, all on one machine.

      """;

  void write(String section, String text) throws IOException {
    List<String> sections = new ArrayList<>(List.of(TITLE));
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
  static String machine() {
    return "%s, %d processors, Java %s"
        .formatted(
            System.getProperty("os.arch"),
            Runtime.getRuntime().availableProcessors(),
            System.getProperty("java.version"));
  }
}
