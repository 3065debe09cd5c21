package dev.signalbox.local.sts;

import java.util.Map;

/**
 * An IAM role as it is kept.
 *
 * @param inlinePolicies documents by policy name
 * @param attachedPolicies names by ARN
 */
record Role(
    String account,
    String name,
    String id,
    String path,
    String description,
    String trustPolicy,
    int maxSessionSeconds,
    long createdMillis,
    Map<String, String> inlinePolicies,
    Map<String, String> attachedPolicies,
    Map<String, String> tags) {

  String arn() {
    return "arn:aws:iam::" + account + ":role" + path + name;
  }

  Role withTrust(String policy) {
    return copy(description, policy, maxSessionSeconds, inlinePolicies, attachedPolicies, tags);
  }

  Role withInline(Map<String, String> policies) {
    return copy(description, trustPolicy, maxSessionSeconds, policies, attachedPolicies, tags);
  }

  Role withAttached(Map<String, String> policies) {
    return copy(description, trustPolicy, maxSessionSeconds, inlinePolicies, policies, tags);
  }

  Role withTags(Map<String, String> newTags) {
    return copy(
        description, trustPolicy, maxSessionSeconds, inlinePolicies, attachedPolicies, newTags);
  }

  Role describedBy(String newDescription, int newMaxSessionSeconds) {
    return copy(
        newDescription, trustPolicy, newMaxSessionSeconds, inlinePolicies, attachedPolicies, tags);
  }

  private Role copy(
      String newDescription,
      String newTrust,
      int newMaxSessionSeconds,
      Map<String, String> newInline,
      Map<String, String> newAttached,
      Map<String, String> newTags) {
    return new Role(
        account,
        name,
        id,
        path,
        newDescription,
        newTrust,
        newMaxSessionSeconds,
        createdMillis,
        newInline,
        newAttached,
        newTags);
  }
}
