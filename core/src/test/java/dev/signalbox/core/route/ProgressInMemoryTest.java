package dev.signalbox.core.route;

class ProgressInMemoryTest extends ProgressContract {
  @Override
  protected Progress emptyProgress() {
    return new ProgressInMemory();
  }
}
