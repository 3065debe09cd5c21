package dev.signalbox.core.start;

import dev.signalbox.core.release.CommitId;
import dev.signalbox.core.release.PipelineId;
import dev.signalbox.core.release.Push;
import dev.signalbox.core.release.Reach;
import dev.signalbox.core.release.TriggerId;
import java.util.Map;

/** One pipeline to be started for one push. */
public record Trigger(
    TriggerId id,
    PipelineId pipeline,
    Reach.Role role,
    Push push,
    CommitId commit,
    Map<String, String> variables) {}
