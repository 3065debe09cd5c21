package dev.signalbox.core.ledger;

/** How an execution ended. */
public enum End {
  SUCCEEDED,
  FAILED,
  STOPPED,
  SUPERSEDED,
  CANCELED;

  public boolean isSuccess() {
    return this == SUCCEEDED;
  }
}
