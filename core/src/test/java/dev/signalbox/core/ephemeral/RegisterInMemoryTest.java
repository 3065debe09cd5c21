package dev.signalbox.core.ephemeral;

class RegisterInMemoryTest extends RegisterContract {
  @Override
  protected Register emptyRegister() {
    return new RegisterInMemory();
  }
}
