package dev.signalbox.local.pipeline.run;

/** Where an artifact's zip lies. */
public record Artifact(String name, String bucket, String key) {}
