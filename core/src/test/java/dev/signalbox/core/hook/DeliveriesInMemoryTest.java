package dev.signalbox.core.hook;

class DeliveriesInMemoryTest extends DeliveriesContract {
  @Override
  protected Deliveries none() {
    return new DeliveriesInMemory();
  }
}
