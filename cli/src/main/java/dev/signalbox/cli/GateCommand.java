package dev.signalbox.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** What gates are asked, what they said, and whether they would say it again. */
@Command(
    name = "gate",
    description = "What gates are asked, what they said, and whether they would say it again.",
    synopsisSubcommandLabel = "COMMAND",
    mixinStandardHelpOptions = true,
    subcommands = {
      GateListCommand.class,
      GateShowCommand.class,
      GateApproveCommand.class,
      GateRejectCommand.class,
      GateReplayCommand.class,
      GatePlanCommand.class
    })
final class GateCommand implements Runnable {
  @Spec private CommandSpec spec;

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "What of the gates?");
  }
}
