package dev.signalbox.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Stop a deployment that waits for a person. */
@Command(
    name = "reject",
    description = "Stop a deployment that waits for a person. The first answer stays.",
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "Examples:",
      "  ./signalbox gate reject d-A1B2C3D4E --reason \"seen on the test port\"",
    })
final class GateRejectCommand implements Callable<Integer> {
  @Mixin private GateDecision decision = new GateDecision();

  @Override
  public Integer call() {
    return decision.say(false);
  }
}
