package dev.signalbox.core.gate.check;

final class ApprovalsInMemoryTest extends ApprovalsContract {
  @Override
  protected Approvals noApprovals() {
    return new ApprovalsInMemory();
  }
}
