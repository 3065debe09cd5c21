package dev.signalbox.local.build;

import dev.signalbox.local.api.Clock;
import dev.signalbox.local.process.Tether;
import java.nio.file.Path;

/**
 * What all builds share.
 *
 * @param directory below which each build gets its own
 */
record Workshop(
    Surroundings surroundings,
    Clock clock,
    Cache cache,
    Tether tether,
    Path directory,
    BuildLimits limits) {}
