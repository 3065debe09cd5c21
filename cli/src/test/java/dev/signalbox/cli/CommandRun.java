package dev.signalbox.cli;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import picocli.CommandLine;

/** One run of the command: how it ended and what it printed. */
record CommandRun(int exit, String out, String err) {
  static CommandRun of(Object... arguments) {
    PrintStream standardOut = System.out;
    PrintStream standardError = System.err;
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream logged = new ByteArrayOutputStream();
    StringWriter err = new StringWriter();
    System.setOut(new PrintStream(out, true, StandardCharsets.UTF_8));
    System.setErr(new PrintStream(logged, true, StandardCharsets.UTF_8));
    try {
      CommandLine line = Signalbox.commandLine().setErr(new PrintWriter(err, true));
      int exit = line.execute(Stream.of(arguments).map(Object::toString).toArray(String[]::new));
      return new CommandRun(
          exit,
          out.toString(StandardCharsets.UTF_8),
          err + logged.toString(StandardCharsets.UTF_8));
    } finally {
      System.setOut(standardOut);
      System.setErr(standardError);
    }
  }
}
