package dev.signalbox.core.release;

/** A pipeline together with the way to it. */
public record Target(PipelineId pipeline, Reach reach) {
  /** The role that starts this pipeline, for those targets that are started directly. */
  public String roleArn(Reach.Role role) {
    return "arn:%s:iam::%s:role/%s"
        .formatted(pipeline.region().partition(), pipeline.account(), role.name());
  }
}
