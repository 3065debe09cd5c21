package dev.signalbox.local.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.Set;

/**
 * Makes the resources of some CloudFormation types. The template loader resolves intrinsic
 * functions and the order first.
 */
public interface Resources {
  /** For example {@code AWS::CodePipeline::Pipeline}. */
  Set<String> types();

  /** What {@code Ref} and {@code Fn::GetAtt} answer for a resource that has been made. */
  record Made(String ref, Map<String, String> attributes) {}

  /**
   * Creates the resource or brings the one of that name to these properties.
   *
   * @param name the physical name: the one in the properties, or one made from stack and logical id
   * @throws AwsError what the service's own create call would answer
   */
  Made make(Place place, String type, String logicalId, String name, ObjectNode properties);
}
