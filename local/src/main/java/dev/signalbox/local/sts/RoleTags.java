package dev.signalbox.local.sts;

import dev.signalbox.local.api.Caller;
import dev.signalbox.local.api.Paging.Page;
import dev.signalbox.local.api.Service;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.iam.model.ListRoleTagsRequest;
import software.amazon.awssdk.services.iam.model.ListRoleTagsResponse;
import software.amazon.awssdk.services.iam.model.Tag;
import software.amazon.awssdk.services.iam.model.TagRoleRequest;
import software.amazon.awssdk.services.iam.model.TagRoleResponse;
import software.amazon.awssdk.services.iam.model.UntagRoleRequest;
import software.amazon.awssdk.services.iam.model.UntagRoleResponse;

/** The tags of roles. */
final class RoleTags {
  private final KnownRoles roles;

  RoleTags(KnownRoles roles) {
    this.roles = roles;
  }

  void addTo(Service service) {
    service
        .on("TagRole", TagRoleRequest::builder, this::tag)
        .on("UntagRole", UntagRoleRequest::builder, this::untag)
        .on("ListRoleTags", ListRoleTagsRequest::builder, this::list);
  }

  static Map<String, String> of(List<Tag> tags) {
    Map<String, String> byKey = new LinkedHashMap<>();
    tags.forEach(tag -> byKey.put(tag.key(), tag.value()));
    return byKey;
  }

  static List<Tag> shown(Role role) {
    return role.tags().entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .map(tag -> Tag.builder().key(tag.getKey()).value(tag.getValue()).build())
        .toList();
  }

  private TagRoleResponse tag(Caller caller, TagRoleRequest request) {
    Role role = roles.existing(caller.account(), request.roleName());
    Map<String, String> tags = new HashMap<>(role.tags());
    tags.putAll(of(request.tags()));
    roles.put(role.withTags(tags));
    return TagRoleResponse.builder().build();
  }

  private UntagRoleResponse untag(Caller caller, UntagRoleRequest request) {
    Role role = roles.existing(caller.account(), request.roleName());
    Map<String, String> tags = new HashMap<>(role.tags());
    request.tagKeys().forEach(tags::remove);
    roles.put(role.withTags(tags));
    return UntagRoleResponse.builder().build();
  }

  private ListRoleTagsResponse list(Caller caller, ListRoleTagsRequest request) {
    Role role = roles.existing(caller.account(), request.roleName());
    Page<Tag> page = Iam.PAGES.page(shown(role), request.maxItems(), request.marker());
    return ListRoleTagsResponse.builder()
        .tags(page.items())
        .isTruncated(page.next() != null)
        .marker(page.next())
        .build();
  }
}
