package dev.signalbox.local.process;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The living processes of this machine, as Linux shows them; none elsewhere. */
public record ProcessTable(List<Entry> entries) {
  private static final Path PROC = Path.of("/proc");

  /**
   * @param session who began the session it is in
   */
  public record Entry(long id, long parent, long session) {

    /** Whether it was started with this environment variable. */
    public boolean has(String variable) {
      try {
        String environment =
            "\0" + Files.readString(file("environ"), StandardCharsets.ISO_8859_1) + "\0";
        return environment.contains("\0" + variable + "\0");
      } catch (IOException e) {
        return false; // it has ended, or is another user's
      }
    }

    public boolean worksIn(Path directory) {
      try {
        return Files.readSymbolicLink(file("cwd")).startsWith(directory);
      } catch (IOException e) {
        return false;
      }
    }

    private Path file(String name) {
      return PROC.resolve(Long.toString(id)).resolve(name);
    }
  }

  public static ProcessTable now() {
    List<Entry> entries = new ArrayList<>();
    try (DirectoryStream<Path> processes = Files.newDirectoryStream(PROC, "[0-9]*")) {
      for (Path process : processes) {
        read(process, entries);
      }
    } catch (IOException | DirectoryIteratorException e) {
      return new ProcessTable(List.of());
    }
    return new ProcessTable(entries);
  }

  /** One small file, where counting processes means reading one for each; 0 except on Linux. */
  public static long threadsOfThisMachine() {
    try {
      // 0.00 0.00 0.00 running/all newest
      String[] fields = Files.readString(PROC.resolve("loadavg")).split("[ /]", 6);
      return Long.parseLong(fields[4]);
    } catch (IOException e) {
      return 0;
    }
  }

  private static void read(Path process, List<Entry> entries) {
    try {
      String stat = Files.readString(process.resolve("stat"), StandardCharsets.ISO_8859_1);
      // pid (name) state parent group session …: the name may hold spaces and brackets
      String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", 5);
      if (!"ZXx".contains(fields[0])) {
        long id = Long.parseLong(String.valueOf(process.getFileName()));
        entries.add(new Entry(id, Long.parseLong(fields[1]), Long.parseLong(fields[3])));
      }
    } catch (IOException e) {
      // it has ended in the meantime
    }
  }

  /** The process and everything it started whose parents still live. */
  public Set<Long> family(long root) {
    Set<Long> family = new HashSet<>(Set.of(root));
    boolean grown = true;
    while (grown) {
      grown = false;
      for (Entry entry : entries) {
        grown |= family.contains(entry.parent()) && family.add(entry.id());
      }
    }
    return family;
  }
}
