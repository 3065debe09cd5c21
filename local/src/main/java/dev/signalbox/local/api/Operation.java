package dev.signalbox.local.api;

import software.amazon.awssdk.core.SdkPojo;

/**
 * What one API call does. The input has passed the service model's constraints; the output is
 * written from the SDK's own model class, so it cannot have a member AWS does not have.
 */
@FunctionalInterface
public interface Operation<I extends SdkPojo, O extends SdkPojo> {
  /**
   * @throws AwsError for every answer that is not a result
   */
  O apply(Caller caller, I input);
}
