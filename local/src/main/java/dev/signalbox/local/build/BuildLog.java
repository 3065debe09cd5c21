package dev.signalbox.local.build;

import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArraySet;
import java.util.function.Consumer;

/**
 * A build's log: what its commands print, between CodeBuild's own lines. Secrets are made
 * unreadable, and no more than so much output is kept.
 */
final class BuildLog implements Printed {
  /** Shorter ones would blot out half the log and hide nothing. */
  private static final int SHORTEST_SECRET = 4;

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy/MM/dd HH:mm:ss.SSSSSS").withZone(ZoneOffset.UTC);

  private final InstantSource clock;
  private final Consumer<List<String>> sink;
  private final long mostOutput;
  private final Set<String> secrets = new CopyOnWriteArraySet<>();
  private volatile long output;

  /**
   * @param mostOutput how many characters of the commands' output are kept
   */
  BuildLog(InstantSource clock, long mostOutput, Consumer<List<String>> sink) {
    this.clock = clock;
    this.mostOutput = mostOutput;
    this.sink = sink;
  }

  /** From now on, {@code ***} stands for each line of this value. */
  void hide(String secret) {
    secret
        .lines()
        .map(String::strip)
        .filter(line -> line.length() >= SHORTEST_SECRET)
        .forEach(secrets::add);
  }

  /** A line of CodeBuild's own. */
  synchronized void note(String text) {
    sink.accept(List.of(noted(text)));
  }

  private String noted(String text) {
    return "[Container] " + TIME.format(clock.instant()) + " " + masked(text);
  }

  @Override
  public boolean wanted() {
    return output < mostOutput;
  }

  @Override
  public synchronized void lines(List<String> lines) {
    List<String> kept = new ArrayList<>();
    for (String line : lines) {
      if (output < mostOutput) {
        kept.add(masked(line));
        output += line.length() + 1;
        if (output >= mostOutput) {
          kept.add(
              noted(
                  "The commands have printed more than "
                      + mostOutput
                      + " characters: the build goes on, what they print from here on is not"
                      + " kept"));
        }
      }
    }
    if (!kept.isEmpty()) {
      sink.accept(kept);
    }
  }

  private String masked(String line) {
    String masked = line;
    for (String secret : secrets) {
      masked = masked.replace(secret, "***");
    }
    return masked;
  }
}
