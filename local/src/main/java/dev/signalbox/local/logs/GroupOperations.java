package dev.signalbox.local.logs;

import dev.signalbox.local.api.AwsError;
import dev.signalbox.local.api.Caller;
import dev.signalbox.local.api.Clock;
import dev.signalbox.local.api.Paging;
import dev.signalbox.local.api.Paging.Page;
import dev.signalbox.local.api.Service;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.services.cloudwatchlogs.model.CreateLogGroupRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.CreateLogGroupResponse;
import software.amazon.awssdk.services.cloudwatchlogs.model.DeleteLogGroupRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.DeleteLogGroupResponse;
import software.amazon.awssdk.services.cloudwatchlogs.model.DeleteRetentionPolicyRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.DeleteRetentionPolicyResponse;
import software.amazon.awssdk.services.cloudwatchlogs.model.DescribeLogGroupsRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.DescribeLogGroupsResponse;
import software.amazon.awssdk.services.cloudwatchlogs.model.PutRetentionPolicyRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.PutRetentionPolicyResponse;

/** The operations on log groups. */
final class GroupOperations {
  static final Paging PAGES = new Paging("logs", 50, 50, SearchToken::invalid);

  private static final Set<Integer> RETENTION_DAYS =
      Set.of(
          1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557,
          2922, 3288, 3653);

  private final LogGroups groups;
  private final Clock clock;

  GroupOperations(LogGroups groups, Clock clock) {
    this.groups = groups;
    this.clock = clock;
  }

  void addTo(Service service) {
    service
        .on("CreateLogGroup", CreateLogGroupRequest::builder, this::create)
        .on("DeleteLogGroup", DeleteLogGroupRequest::builder, this::delete)
        .on("DescribeLogGroups", DescribeLogGroupsRequest::builder, this::describe)
        .on("PutRetentionPolicy", PutRetentionPolicyRequest::builder, this::keep)
        .on("DeleteRetentionPolicy", DeleteRetentionPolicyRequest::builder, this::keepForEver);
  }

  CreateLogGroupResponse create(Caller caller, CreateLogGroupRequest request) {
    if (request.logGroupName().toLowerCase(Locale.ROOT).startsWith("aws/")) {
      throw AwsError.of("InvalidParameterException", "Log group names can't start with aws/");
    }
    LogGroup group =
        new LogGroup(
            caller.place(),
            request.logGroupName(),
            clock.millis(),
            0,
            Optional.ofNullable(request.kmsKeyId()).orElse(""),
            Optional.ofNullable(request.logGroupClassAsString()).orElse("STANDARD"),
            request.tags());
    if (!groups.add(group)) {
      throw AwsError.of("ResourceAlreadyExistsException", "The specified log group already exists");
    }
    return CreateLogGroupResponse.builder().build();
  }

  private DeleteLogGroupResponse delete(Caller caller, DeleteLogGroupRequest request) {
    groups.remove(groups.get(caller.place(), request.logGroupName()));
    return DeleteLogGroupResponse.builder().build();
  }

  PutRetentionPolicyResponse keep(Caller caller, PutRetentionPolicyRequest request) {
    if (!RETENTION_DAYS.contains(request.retentionInDays())) {
      throw AwsError.of(
          "InvalidParameterException",
          "1 validation error detected: Value '"
              + request.retentionInDays()
              + "' at 'retentionInDays' failed to satisfy constraint: Member must satisfy enum"
              + " value set: "
              + RETENTION_DAYS.stream().sorted().toList());
    }
    groups.update(
        caller.place(), request.logGroupName(), it -> it.keptFor(request.retentionInDays()));
    return PutRetentionPolicyResponse.builder().build();
  }

  private DeleteRetentionPolicyResponse keepForEver(
      Caller caller, DeleteRetentionPolicyRequest request) {
    groups.update(caller.place(), request.logGroupName(), it -> it.keptFor(0));
    return DeleteRetentionPolicyResponse.builder().build();
  }

  private DescribeLogGroupsResponse describe(Caller caller, DescribeLogGroupsRequest request) {
    if (request.logGroupNamePrefix() != null && request.logGroupNamePattern() != null) {
      throw AwsError.of(
          "InvalidParameterException",
          "LogGroup name prefix and LogGroup name pattern are mutually exclusive parameters.");
    }
    String pattern = Optional.ofNullable(request.logGroupNamePattern()).orElse("");
    List<LogGroup> found =
        groups
            .startingWith(
                caller.place(), Optional.ofNullable(request.logGroupNamePrefix()).orElse(""))
            .stream()
            .filter(it -> it.name().toLowerCase(Locale.ROOT).contains(lower(pattern)))
            .filter(it -> isAsked(it, request))
            .toList();
    Page<LogGroup> page = PAGES.page(found, request.limit(), request.nextToken());
    return DescribeLogGroupsResponse.builder()
        .logGroups(page.items().stream().map(this::described).toList())
        .nextToken(page.next())
        .build();
  }

  private static boolean isAsked(LogGroup group, DescribeLogGroupsRequest request) {
    String kind = request.logGroupClassAsString();
    List<String> identifiers = request.logGroupIdentifiers();
    return (kind == null || kind.equals(group.kind()))
        && (identifiers.isEmpty()
            || identifiers.contains(group.name())
            || identifiers.contains(group.arn()));
  }

  private static String lower(String text) {
    return text.toLowerCase(Locale.ROOT);
  }

  private software.amazon.awssdk.services.cloudwatchlogs.model.LogGroup described(LogGroup group) {
    return software.amazon.awssdk.services.cloudwatchlogs.model.LogGroup.builder()
        .logGroupName(group.name())
        .creationTime(group.created())
        .retentionInDays(group.retentionDays() == 0 ? null : group.retentionDays())
        .metricFilterCount(0)
        .arn(group.arn() + ":*")
        .logGroupArn(group.arn())
        .storedBytes(
            groups.streams(group, "").stream()
                .mapToLong(it -> groups.journal(it).extent().bytes())
                .sum())
        .kmsKeyId(group.kmsKey().isEmpty() ? null : group.kmsKey())
        .logGroupClass(group.kind())
        .build();
  }
}
