package dev.signalbox.local.sts;

import java.util.Map;

/** An IAM role as it is kept. */
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
    Map<String, String> attachedPolicies) {

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
        attachedPolicies);
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
        attachedPolicies);
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
        policies);
  }
}
