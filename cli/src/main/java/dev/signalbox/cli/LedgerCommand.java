package dev.signalbox.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Asks the ledger of the running system. */
@Command(
    name = "ledger",
    description = "Ask the ledger of the running system, on AWS or on this machine.",
    synopsisSubcommandLabel = "COMMAND",
    mixinStandardHelpOptions = true,
    subcommands = {
      LedgerDecisionsCommand.class,
      LedgerExplainCommand.class,
      LedgerPromotionsCommand.class
    })
final class LedgerCommand implements Runnable {
  @Spec private CommandSpec spec;

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "What of the ledger?");
  }
}
