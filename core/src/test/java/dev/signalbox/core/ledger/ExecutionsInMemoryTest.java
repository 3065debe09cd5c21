package dev.signalbox.core.ledger;

class ExecutionsInMemoryTest extends ExecutionsContract {
  @Override
  protected Executions noExecutions() {
    return new ExecutionsInMemory();
  }
}
