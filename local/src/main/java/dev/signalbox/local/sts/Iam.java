package dev.signalbox.local.sts;

import dev.signalbox.local.api.AwsError;
import dev.signalbox.local.api.Caller;
import dev.signalbox.local.api.Paging;
import dev.signalbox.local.api.Paging.Page;
import dev.signalbox.local.api.ResourcePolicy;
import dev.signalbox.local.api.Service;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.iam.model.CreateRoleRequest;
import software.amazon.awssdk.services.iam.model.CreateRoleResponse;
import software.amazon.awssdk.services.iam.model.DeleteRolePolicyRequest;
import software.amazon.awssdk.services.iam.model.DeleteRolePolicyResponse;
import software.amazon.awssdk.services.iam.model.DeleteRoleRequest;
import software.amazon.awssdk.services.iam.model.DeleteRoleResponse;
import software.amazon.awssdk.services.iam.model.GetRolePolicyRequest;
import software.amazon.awssdk.services.iam.model.GetRolePolicyResponse;
import software.amazon.awssdk.services.iam.model.GetRoleRequest;
import software.amazon.awssdk.services.iam.model.GetRoleResponse;
import software.amazon.awssdk.services.iam.model.ListRolePoliciesRequest;
import software.amazon.awssdk.services.iam.model.ListRolePoliciesResponse;
import software.amazon.awssdk.services.iam.model.ListRolesRequest;
import software.amazon.awssdk.services.iam.model.ListRolesResponse;
import software.amazon.awssdk.services.iam.model.PutRolePolicyRequest;
import software.amazon.awssdk.services.iam.model.PutRolePolicyResponse;
import software.amazon.awssdk.services.iam.model.Tag;
import software.amazon.awssdk.services.iam.model.UpdateAssumeRolePolicyRequest;
import software.amazon.awssdk.services.iam.model.UpdateAssumeRolePolicyResponse;
import software.amazon.awssdk.services.iam.model.UpdateRoleRequest;
import software.amazon.awssdk.services.iam.model.UpdateRoleResponse;

/**
 * As much of IAM as makes roles and keeps servers' certificates. Permission policies are kept and
 * shown, not enforced: only trust is.
 */
public final class Iam {
  static final Paging PAGES =
      new Paging("iam", 100, 1000, () -> AwsError.of("ValidationError", "Invalid Marker."));

  private final KnownRoles roles;
  private final ServerCertificates certificates;

  public Iam(KnownRoles roles, ServerCertificates certificates) {
    this.roles = roles;
    this.certificates = certificates;
  }

  public Service api() {
    Service api = new Service("iam");
    new AttachedPolicies(roles).addTo(api);
    new RoleTags(roles).addTo(api);
    certificates.addTo(api);
    return api.on("CreateRole", CreateRoleRequest::builder, this::create)
        .on("UpdateRole", UpdateRoleRequest::builder, this::update)
        .on("GetRole", GetRoleRequest::builder, this::get)
        .on("ListRoles", ListRolesRequest::builder, this::list)
        .on("DeleteRole", DeleteRoleRequest::builder, this::delete)
        .on("UpdateAssumeRolePolicy", UpdateAssumeRolePolicyRequest::builder, this::updateTrust)
        .on("PutRolePolicy", PutRolePolicyRequest::builder, this::putPolicy)
        .on("GetRolePolicy", GetRolePolicyRequest::builder, this::getPolicy)
        .on("ListRolePolicies", ListRolePoliciesRequest::builder, this::listPolicies)
        .on("DeleteRolePolicy", DeleteRolePolicyRequest::builder, this::deletePolicy);
  }

  private CreateRoleResponse create(Caller caller, CreateRoleRequest request) {
    checked(request.assumeRolePolicyDocument());
    String path = Optional.ofNullable(request.path()).orElse("/");
    Role role =
        roles
            .blank(caller.account(), request.roleName(), path, request.assumeRolePolicyDocument())
            .describedBy(
                Optional.ofNullable(request.description()).orElse(""),
                Optional.ofNullable(request.maxSessionDuration()).orElse(3600))
            .withTags(RoleTags.of(request.tags()));
    if (!roles.add(role)) {
      throw new AwsError(
          "EntityAlreadyExists", 409, "Role with name " + request.roleName() + " already exists.");
    }
    return CreateRoleResponse.builder().role(shown(role)).build();
  }

  private UpdateRoleResponse update(Caller caller, UpdateRoleRequest request) {
    Role role = roles.existing(caller.account(), request.roleName());
    roles.put(
        role.describedBy(
            Optional.ofNullable(request.description()).orElse(role.description()),
            Optional.ofNullable(request.maxSessionDuration()).orElse(role.maxSessionSeconds())));
    return UpdateRoleResponse.builder().build();
  }

  private GetRoleResponse get(Caller caller, GetRoleRequest request) {
    return GetRoleResponse.builder()
        .role(shown(roles.existing(caller.account(), request.roleName())))
        .build();
  }

  private ListRolesResponse list(Caller caller, ListRolesRequest request) {
    String prefix = Optional.ofNullable(request.pathPrefix()).orElse("/");
    List<Role> all =
        roles.of(caller.account()).stream().filter(role -> role.path().startsWith(prefix)).toList();
    Page<Role> page = PAGES.page(all, request.maxItems(), request.marker());
    return ListRolesResponse.builder()
        .roles(page.items().stream().map(Iam::listed).toList())
        .isTruncated(page.next() != null)
        .marker(page.next())
        .build();
  }

  private DeleteRoleResponse delete(Caller caller, DeleteRoleRequest request) {
    Role role = roles.existing(caller.account(), request.roleName());
    if (!role.inlinePolicies().isEmpty() || !role.attachedPolicies().isEmpty()) {
      throw new AwsError(
          "DeleteConflict", 409, "Cannot delete entity, must delete policies first.");
    }
    roles.remove(caller.account(), request.roleName());
    return DeleteRoleResponse.builder().build();
  }

  private UpdateAssumeRolePolicyResponse updateTrust(
      Caller caller, UpdateAssumeRolePolicyRequest request) {
    checked(request.policyDocument());
    roles.put(
        roles.existing(caller.account(), request.roleName()).withTrust(request.policyDocument()));
    return UpdateAssumeRolePolicyResponse.builder().build();
  }

  private PutRolePolicyResponse putPolicy(Caller caller, PutRolePolicyRequest request) {
    checked(request.policyDocument());
    Role role = roles.existing(caller.account(), request.roleName());
    Map<String, String> policies = new HashMap<>(role.inlinePolicies());
    policies.put(request.policyName(), request.policyDocument());
    roles.put(role.withInline(policies));
    return PutRolePolicyResponse.builder().build();
  }

  private GetRolePolicyResponse getPolicy(Caller caller, GetRolePolicyRequest request) {
    Role role = roles.existing(caller.account(), request.roleName());
    return Optional.ofNullable(role.inlinePolicies().get(request.policyName()))
        .map(document ->
            GetRolePolicyResponse.builder()
                .roleName(role.name())
                .policyName(request.policyName())
                .policyDocument(encoded(document))
                .build())
        .orElseThrow(() -> noPolicy(request.policyName()));
  }

  private ListRolePoliciesResponse listPolicies(Caller caller, ListRolePoliciesRequest request) {
    Role role = roles.existing(caller.account(), request.roleName());
    return ListRolePoliciesResponse.builder()
        .policyNames(role.inlinePolicies().keySet().stream().sorted().toList())
        .isTruncated(false)
        .build();
  }

  private DeleteRolePolicyResponse deletePolicy(Caller caller, DeleteRolePolicyRequest request) {
    Role role = roles.existing(caller.account(), request.roleName());
    Map<String, String> policies = new HashMap<>(role.inlinePolicies());
    if (policies.remove(request.policyName()) == null) {
      throw noPolicy(request.policyName());
    }
    roles.put(role.withInline(policies));
    return DeleteRolePolicyResponse.builder().build();
  }

  private static AwsError noPolicy(String name) {
    return new AwsError(
        "NoSuchEntity", 404, "The role policy with name " + name + " cannot be found.");
  }

  /**
   * @throws AwsError MalformedPolicyDocument
   */
  static void checked(String document) {
    try {
      ResourcePolicy.parse(document);
    } catch (IllegalArgumentException e) {
      throw AwsError.of("MalformedPolicyDocument", "This policy contains invalid Json");
    }
  }

  /** A list leaves the tags out. */
  private static software.amazon.awssdk.services.iam.model.Role listed(Role role) {
    return shown(role).copy(it -> it.tags((Collection<Tag>) null));
  }

  private static software.amazon.awssdk.services.iam.model.Role shown(Role role) {
    return software.amazon.awssdk.services.iam.model.Role.builder()
        .roleName(role.name())
        .roleId(role.id())
        .arn(role.arn())
        .path(role.path())
        .createDate(Instant.ofEpochMilli(role.createdMillis()))
        .maxSessionDuration(role.maxSessionSeconds())
        .assumeRolePolicyDocument(encoded(role.trustPolicy()))
        .description(role.description().isEmpty() ? null : role.description())
        .tags(role.tags().isEmpty() ? null : RoleTags.shown(role))
        .build();
  }

  /** IAM answers policies percent-encoded. */
  private static String encoded(String document) {
    return URLEncoder.encode(document, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
