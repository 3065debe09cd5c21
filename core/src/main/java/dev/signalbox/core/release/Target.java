package dev.signalbox.core.release;

/** A pipeline together with the way to it. */
public record Target(PipelineId pipeline, Reach reach) {}
