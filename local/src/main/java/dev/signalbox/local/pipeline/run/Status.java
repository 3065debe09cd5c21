package dev.signalbox.local.pipeline.run;

/** How an execution, a stage or an action is doing; AWS spells some of these differently. */
public enum Status {
  IN_PROGRESS("InProgress", "STARTED"),
  STOPPING("Stopping", "STOPPING"),
  STOPPED("Stopped", "STOPPED"),
  SUCCEEDED("Succeeded", "SUCCEEDED"),
  FAILED("Failed", "FAILED"),
  SUPERSEDED("Superseded", "SUPERSEDED"),
  CANCELLED("Cancelled", "CANCELED"),
  ABANDONED("Abandoned", "ABANDONED"),
  SKIPPED("Skipped", "SKIPPED");

  private final String api;
  private final String event;

  Status(String api, String event) {
    this.api = api;
    this.event = event;
  }

  /** As API answers spell it. */
  public String api() {
    return api;
  }

  /** As events spell it. */
  public String event() {
    return event;
  }

  public boolean open() {
    return this == IN_PROGRESS || this == STOPPING;
  }
}
