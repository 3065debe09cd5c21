package dev.signalbox.core.turn;

class WaitingRoomInMemoryTest extends WaitingRoomContract {
  @Override
  protected WaitingRoom empty() {
    return new WaitingRoomInMemory();
  }
}
