package dev.signalbox.local.pipeline.run;

import java.time.Instant;

/** What a source action took. */
public record Revision(String id, String summary, Instant created, String url) {}
