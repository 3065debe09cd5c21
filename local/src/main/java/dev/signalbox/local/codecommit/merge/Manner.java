package dev.signalbox.local.codecommit.merge;

import dev.signalbox.local.api.AwsError;
import dev.signalbox.local.api.Caller;
import dev.signalbox.local.codecommit.history.Authorship;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.codecommit.model.ConflictResolution;
import software.amazon.awssdk.services.codecommit.model.MergeOptionTypeEnum;

/** How a request asks for a merge to be made, in its own words. */
public record Manner(
    MergeOptionTypeEnum option,
    Policy policy,
    @Nullable ConflictResolution resolution,
    @Nullable Boolean keepEmptyFolders,
    @Nullable String name,
    @Nullable String email,
    @Nullable String message) {

  /** Makes no commit of its own. */
  public static Manner fastForward() {
    return new Manner(
        MergeOptionTypeEnum.FAST_FORWARD_MERGE,
        Policy.of(null, null),
        null,
        false,
        null,
        null,
        null);
  }

  /**
   * @throws AwsError for resolutions that contradict themselves or the policy
   */
  public Resolutions resolutions() {
    return Resolutions.of(resolution, policy);
  }

  /**
   * @throws AwsError for a name, an e-mail address or a message that no commit can have
   */
  public Authorship authorship(Caller caller, Instant now, String defaultMessage) {
    return Authorship.of(caller, now, name, email, message, defaultMessage);
  }
}
