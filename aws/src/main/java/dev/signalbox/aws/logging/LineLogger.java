package dev.signalbox.aws.logging;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;
import org.slf4j.Marker;
import org.slf4j.event.Level;
import org.slf4j.helpers.LegacyAbstractLogger;

/** A logger that writes lines to the standard output, which Lambda takes to CloudWatch Logs. */
final class LineLogger extends LegacyAbstractLogger {
  private static final long serialVersionUID = 1;

  LineLogger(String name) {
    this.name = name;
  }

  private boolean isEnabled(Level level) {
    return LogLevels.of(name).compareTo(level) >= 0;
  }

  @Override
  public boolean isTraceEnabled() {
    return isEnabled(Level.TRACE);
  }

  @Override
  public boolean isDebugEnabled() {
    return isEnabled(Level.DEBUG);
  }

  @Override
  public boolean isInfoEnabled() {
    return isEnabled(Level.INFO);
  }

  @Override
  public boolean isWarnEnabled() {
    return isEnabled(Level.WARN);
  }

  @Override
  public boolean isErrorEnabled() {
    return isEnabled(Level.ERROR);
  }

  @Override
  protected @Nullable String getFullyQualifiedCallerName() {
    return null;
  }

  @Override
  protected void handleNormalizedLoggingCall(
      Level level,
      @Nullable Marker marker,
      @Nullable String message,
      @Nullable Object @Nullable [] arguments,
      @Nullable Throwable error) {
    Map<String, String> context = MDC.getCopyOfContextMap();
    byte[] line =
        new LogLine()
            .of(
                level,
                message,
                arguments,
                error,
                context == null ? Map.of() : context,
                Instant.now())
            .getBytes(StandardCharsets.UTF_8);
    // The runtime exchanges the stream while it starts; a line goes out in one piece.
    PrintStream out = System.out;
    out.write(line, 0, line.length);
    out.flush();
  }
}
