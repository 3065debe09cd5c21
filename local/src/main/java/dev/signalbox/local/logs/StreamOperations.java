package dev.signalbox.local.logs;

import dev.signalbox.local.api.AwsError;
import dev.signalbox.local.api.Caller;
import dev.signalbox.local.api.Clock;
import dev.signalbox.local.api.Paging.Page;
import dev.signalbox.local.api.Service;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.cloudwatchlogs.model.CreateLogStreamRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.CreateLogStreamResponse;
import software.amazon.awssdk.services.cloudwatchlogs.model.DeleteLogStreamRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.DeleteLogStreamResponse;
import software.amazon.awssdk.services.cloudwatchlogs.model.DescribeLogStreamsRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.DescribeLogStreamsResponse;
import software.amazon.awssdk.services.cloudwatchlogs.model.OrderBy;

/** The operations on log streams. */
final class StreamOperations {
  private record Described(LogStream stream, Extent extent) {}

  private final LogGroups groups;
  private final Clock clock;

  StreamOperations(LogGroups groups, Clock clock) {
    this.groups = groups;
    this.clock = clock;
  }

  void addTo(Service service) {
    service
        .on("CreateLogStream", CreateLogStreamRequest::builder, this::create)
        .on("DeleteLogStream", DeleteLogStreamRequest::builder, this::delete)
        .on("DescribeLogStreams", DescribeLogStreamsRequest::builder, this::describe);
  }

  private CreateLogStreamResponse create(Caller caller, CreateLogStreamRequest request) {
    LogGroup group = groups.get(caller.place(), request.logGroupName());
    if (!groups.addStream(group, request.logStreamName(), clock.millis())) {
      throw AwsError.of(
          "ResourceAlreadyExistsException", "The specified log stream already exists");
    }
    return CreateLogStreamResponse.builder().build();
  }

  private DeleteLogStreamResponse delete(Caller caller, DeleteLogStreamRequest request) {
    LogGroup group = groups.get(caller.place(), request.logGroupName());
    groups.remove(groups.stream(group, request.logStreamName()));
    return DeleteLogStreamResponse.builder().build();
  }

  private DescribeLogStreamsResponse describe(Caller caller, DescribeLogStreamsRequest request) {
    boolean byTime = request.orderBy() == OrderBy.LAST_EVENT_TIME;
    if (byTime && request.logStreamNamePrefix() != null) {
      throw AwsError.of(
          "InvalidParameterException", "Cannot order by LastEventTime with a logStreamNamePrefix.");
    }
    LogGroup group =
        groups.get(caller.place(), request.logGroupName(), request.logGroupIdentifier());
    Comparator<Described> order =
        byTime
            ? Comparator.comparingLong(it -> it.extent().lastTimestamp())
            : Comparator.comparing(it -> it.stream().name());
    List<Described> found =
        groups
            .streams(group, Optional.ofNullable(request.logStreamNamePrefix()).orElse(""))
            .stream()
            .map(it -> new Described(it, groups.journal(it).extent()))
            .sorted(Boolean.TRUE.equals(request.descending()) ? order.reversed() : order)
            .toList();
    Page<Described> page = GroupOperations.PAGES.page(found, request.limit(), request.nextToken());
    return DescribeLogStreamsResponse.builder()
        .logStreams(page.items().stream().map(StreamOperations::written).toList())
        .nextToken(page.next())
        .build();
  }

  @SuppressWarnings("deprecation") // CloudWatch still answers storedBytes, as zero
  private static software.amazon.awssdk.services.cloudwatchlogs.model.LogStream written(
      Described described) {
    Extent extent = described.extent();
    var stream =
        software.amazon.awssdk.services.cloudwatchlogs.model.LogStream.builder()
            .logStreamName(described.stream().name())
            .creationTime(described.stream().created())
            .arn(described.stream().arn())
            .storedBytes(0L);
    if (extent.count() > 0) {
      stream
          .firstEventTimestamp(extent.firstTimestamp())
          .lastEventTimestamp(extent.lastTimestamp())
          .lastIngestionTime(extent.lastIngested())
          .uploadSequenceToken("%056d".formatted(extent.count()));
    }
    return stream.build();
  }
}
