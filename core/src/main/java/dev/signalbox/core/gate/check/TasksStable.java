package dev.signalbox.core.gate.check;

/** Whether all of green's tasks run, and go on running. */
public record TasksStable(Steady steady) implements Probe {
  @Override
  public String kind() {
    return "tasks-stable";
  }
}
