package dev.signalbox.local.pipeline.run;

/** A source action's revision, given by whoever started the execution. */
public record GivenRevision(String action, String type, String value) {}
