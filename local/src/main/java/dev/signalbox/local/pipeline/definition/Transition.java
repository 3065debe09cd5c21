package dev.signalbox.local.pipeline.definition;

import java.time.Instant;

/** The door in front of a stage, since somebody last opened or closed it. */
public record Transition(boolean enabled, String reason, String changedBy, Instant changedAt) {}
