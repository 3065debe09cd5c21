package dev.signalbox.local.codecommit;

import java.util.Map;

/** A repository's tags. */
record Tagged(String repositoryId, Map<String, String> tags) {}
