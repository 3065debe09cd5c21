package dev.signalbox.cli;

import dev.signalbox.cli.demo.DemoCommand;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The root of the command. */
@Command(
    name = "signalbox",
    description = "Release control for AWS.",
    synopsisSubcommandLabel = "COMMAND",
    mixinStandardHelpOptions = true,
    version = "signalbox 0.1.0",
    footer = {
      "",
      "Exit codes: 0 success, 1 findings or a failed run, 2 wrong use.",
      "",
      "Examples:",
      "  ./signalbox demo                                   see the main job done",
      "  ./signalbox up                                     AWS on this machine, until Ctrl-C",
      "  ./signalbox validate signalbox.yaml                check a definition file",
      "  ./signalbox publish signalbox.yaml                 put it in force",
      "  ./signalbox explain --config signalbox.yaml --event push.json",
      "  ./signalbox ledger decisions --repository shop     what was decided, newest first",
      "  ./signalbox gate show d-A1B2C3D4E                  what gates said to a deployment, and"
          + " why",
      "  ./signalbox invoke RouterFunction --event events/router/branch-updated.json",
    },
    subcommands = {
      DemoCommand.class,
      UpCommand.class,
      ValidateCommand.class,
      PublishCommand.class,
      ExplainCommand.class,
      BacktestCommand.class,
      InvokeCommand.class,
      LedgerCommand.class,
      GateCommand.class
    })
public final class Signalbox implements Runnable {
  @Spec private CommandSpec spec;

  private Signalbox() {}

  public static void main(String[] arguments) {
    int exit = commandLine().execute(arguments);
    System.out.flush();
    System.exit(exit);
  }

  static CommandLine commandLine() {
    CommandLine line = new CommandLine(new Signalbox());
    line.setColorScheme(CommandLine.Help.defaultColorScheme(Ansi.AUTO));
    line.setExecutionExceptionHandler((problem, commandLine, parsed) -> {
      if (problem instanceof UserError error) {
        commandLine.getErr().println("signalbox: " + error.getMessage());
        return error.exitCode();
      }
      throw problem;
    });
    return line;
  }

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "Which command?");
  }
}
