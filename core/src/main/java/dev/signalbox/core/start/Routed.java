package dev.signalbox.core.start;

import dev.signalbox.core.Unavailable;
import dev.signalbox.core.route.Decisions;
import java.util.Optional;

/**
 * What became of one event.
 *
 * @param unfinished why the event must be delivered again; what was done then is not done twice
 */
public record Routed(Decisions decisions, Optional<Unavailable> unfinished) {}
