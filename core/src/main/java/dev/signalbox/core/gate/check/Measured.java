package dev.signalbox.core.gate.check;

/** What was measured: one record for every kind of check. */
public sealed interface Measured extends Observation
    permits Answers,
        TargetStates,
        TaskCounts,
        AlarmStates,
        MetricPoints,
        BothPoints,
        LogLines,
        ImageFindings,
        Invoked,
        Decided {}
