package dev.signalbox.core.start;

import dev.signalbox.core.release.Cause;
import dev.signalbox.core.release.PipelineId;
import dev.signalbox.core.release.Reach;
import dev.signalbox.core.release.TriggerId;
import java.util.Map;

/** One pipeline to be started for one cause. */
public record Trigger(
    TriggerId id,
    PipelineId pipeline,
    Reach.Role role,
    Cause cause,
    Map<String, String> variables) {}
