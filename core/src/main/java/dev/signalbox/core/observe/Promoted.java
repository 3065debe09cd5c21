package dev.signalbox.core.observe;

import dev.signalbox.core.release.Push;
import dev.signalbox.core.route.Outcome;
import dev.signalbox.core.route.Promotion;
import java.util.Optional;

/**
 * What became of one promotion after one execution.
 *
 * @param what the branch and the commit that went on, or would have; absent where that is unknown
 */
public record Promoted(Promotion promotion, Outcome outcome, Optional<Push> what) {}
