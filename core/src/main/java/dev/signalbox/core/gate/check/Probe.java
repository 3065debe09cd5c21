package dev.signalbox.core.gate.check;

/** What a check measures, and what it wants to see: one record for every kind of check. */
public sealed interface Probe
    permits Http,
        TargetHealth,
        TasksStable,
        Alarms,
        Metric,
        Compare,
        LogErrors,
        ImageScan,
        Custom,
        Manual {
  /** What people write: http. */
  String kind();
}
