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
    return new Role(
        account,
        name,
        id,
        path,
        description,
        policy,
        maxSessionSeconds,
        createdMillis,
        inlinePolicies,
        attachedPolicies,
        tags);
  }

  Role withInline(Map<String, String> policies) {
    return new Role(
        account,
        name,
        id,
        path,
        description,
        trustPolicy,
        maxSessionSeconds,
        createdMillis,
        policies,
        attachedPolicies,
        tags);
  }

  Role withAttached(Map<String, String> policies) {
    return new Role(
        account,
        name,
        id,
        path,
        description,
        trustPolicy,
        maxSessionSeconds,
        createdMillis,
        inlinePolicies,
        policies,
        tags);
  }

  Role withTags(Map<String, String> newTags) {
    return new Role(
        account,
        name,
        id,
        path,
        description,
        trustPolicy,
        maxSessionSeconds,
        createdMillis,
        inlinePolicies,
        attachedPolicies,
        newTags);
  }

  Role describedBy(String newDescription, int newMaxSessionSeconds) {
    return new Role(
        account,
        name,
        id,
        path,
        newDescription,
        trustPolicy,
        newMaxSessionSeconds,
        createdMillis,
        inlinePolicies,
        attachedPolicies,
        tags);
  }
}
