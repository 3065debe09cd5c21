package dev.signalbox.core.turn;

class TurnsInMemoryTest extends TurnsContract {
  @Override
  protected Turns allFree() {
    return new TurnsInMemory();
  }
}
