package dev.signalbox.core.reconcile;

class HeadsInMemoryTest extends HeadsContract {
  @Override
  protected Heads nothingRemembered() {
    return new HeadsInMemory();
  }
}
