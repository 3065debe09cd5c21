package dev.signalbox.cli;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import picocli.CommandLine.Option;

/** How many records are asked for, and since when. */
final class Recent {
  private static final int MOST = 10_000;

  @Option(
      names = "--since",
      paramLabel = "TIME",
      defaultValue = "30d",
      converter = Since.Reader.class,
      description = "Not older: 90s, 30m, 2h, 7d or a date. Default: ${DEFAULT-VALUE}.")
  private Since since = new Since.Ago(Duration.ofDays(30));

  @Option(
      names = "--last",
      paramLabel = "N",
      defaultValue = "20",
      description = "So many at most. Default: ${DEFAULT-VALUE}.")
  private int last;

  /**
   * @throws UserError where it is none or too many
   */
  int most() {
    if (last < 1 || last > MOST) {
      throw UserError.wrongUse("--last must be 1 to %d, got %d".formatted(MOST, last));
    }
    return last;
  }

  Instant from() {
    return since.from(InstantSource.system().instant());
  }

  @Override
  public String toString() {
    return since.toString();
  }
}
