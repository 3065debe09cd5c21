package dev.signalbox.local.sts;

import dev.signalbox.local.api.AwsError;
import dev.signalbox.local.api.Caller;
import dev.signalbox.local.api.Paging.Page;
import dev.signalbox.local.api.Service;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.iam.model.AttachRolePolicyRequest;
import software.amazon.awssdk.services.iam.model.AttachRolePolicyResponse;
import software.amazon.awssdk.services.iam.model.AttachedPolicy;
import software.amazon.awssdk.services.iam.model.DetachRolePolicyRequest;
import software.amazon.awssdk.services.iam.model.DetachRolePolicyResponse;
import software.amazon.awssdk.services.iam.model.ListAttachedRolePoliciesRequest;
import software.amazon.awssdk.services.iam.model.ListAttachedRolePoliciesResponse;

/** The managed policies of roles: kept and shown, never enforced, so any that AWS has may be. */
final class AttachedPolicies {
  private final KnownRoles roles;

  AttachedPolicies(KnownRoles roles) {
    this.roles = roles;
  }

  void addTo(Service service) {
    service
        .on("AttachRolePolicy", AttachRolePolicyRequest::builder, this::attach)
        .on("DetachRolePolicy", DetachRolePolicyRequest::builder, this::detach)
        .on("ListAttachedRolePolicies", ListAttachedRolePoliciesRequest::builder, this::list);
  }

  private AttachRolePolicyResponse attach(Caller caller, AttachRolePolicyRequest request) {
    String arn = request.policyArn();
    if (!arn.startsWith("arn:aws:iam::aws:policy/")) {
      throw new AwsError(
          "NoSuchEntity", 404, "Policy " + arn + " does not exist or is not attachable.");
    }
    Role role = roles.existing(caller.account(), request.roleName());
    Map<String, String> attached = new HashMap<>(role.attachedPolicies());
    attached.put(arn, arn.substring(arn.lastIndexOf('/') + 1));
    roles.put(role.withAttached(attached));
    return AttachRolePolicyResponse.builder().build();
  }

  private DetachRolePolicyResponse detach(Caller caller, DetachRolePolicyRequest request) {
    Role role = roles.existing(caller.account(), request.roleName());
    Map<String, String> attached = new HashMap<>(role.attachedPolicies());
    if (attached.remove(request.policyArn()) == null) {
      throw new AwsError("NoSuchEntity", 404, "Policy " + request.policyArn() + " was not found.");
    }
    roles.put(role.withAttached(attached));
    return DetachRolePolicyResponse.builder().build();
  }

  private ListAttachedRolePoliciesResponse list(
      Caller caller, ListAttachedRolePoliciesRequest request) {
    Role role = roles.existing(caller.account(), request.roleName());
    List<AttachedPolicy> all =
        role.attachedPolicies().entrySet().stream()
            .sorted(Map.Entry.comparingByValue())
            .map(it ->
                AttachedPolicy.builder().policyArn(it.getKey()).policyName(it.getValue()).build())
            .toList();
    Page<AttachedPolicy> page = Iam.PAGES.page(all, request.maxItems(), request.marker());
    return ListAttachedRolePoliciesResponse.builder()
        .attachedPolicies(page.items())
        .isTruncated(page.next() != null)
        .marker(page.next())
        .build();
  }
}
