package dev.signalbox.core.ephemeral;

import dev.signalbox.core.release.PipelineId;
import dev.signalbox.core.release.Reach;
import dev.signalbox.core.release.Ref;
import dev.signalbox.core.release.Repository;
import dev.signalbox.core.route.Ephemeral;

/** The pipeline that one branch has of its own, whether it is there or not. */
public record BranchPipeline(
    PipelineId id, Ephemeral plan, Reach.Role role, Repository repository, Ref ref) {}
