package dev.signalbox.core.gate;

final class VerdictsInMemoryTest extends VerdictsContract {
  @Override
  protected Verdicts noVerdicts() {
    return new VerdictsInMemory();
  }
}
