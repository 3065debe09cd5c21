package dev.signalbox.aws.logging;

import org.slf4j.Logger;
import org.slf4j.event.Level;
import software.amazon.lambda.powertools.logging.internal.LoggingManager;

/** How much is said: by us as Powertools' settings have it, by libraries only what is worrying. */
public final class LogLevels implements LoggingManager {
  private static final String OURS = "dev.signalbox";
  private static volatile Level ours = Level.INFO;

  static Level of(String logger) {
    Level level = ours;
    return logger.startsWith(OURS) || level.compareTo(Level.WARN) < 0 ? level : Level.WARN;
  }

  @Override
  public void setLogLevel(Level level) {
    ours = level;
  }

  @Override
  public Level getLogLevel(Logger logger) {
    return of(logger.getName());
  }
}
