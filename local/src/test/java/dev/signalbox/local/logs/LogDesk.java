package dev.signalbox.local.logs;

import dev.signalbox.local.api.Calls;
import dev.signalbox.local.api.ManualClock;
import dev.signalbox.local.api.MemoryStore;
import dev.signalbox.local.api.Place;
import dev.signalbox.local.api.Store;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import software.amazon.awssdk.services.cloudwatchlogs.model.CreateLogGroupRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.CreateLogGroupResponse;
import software.amazon.awssdk.services.cloudwatchlogs.model.CreateLogStreamRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.CreateLogStreamResponse;
import software.amazon.awssdk.services.cloudwatchlogs.model.FilterLogEventsRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.FilterLogEventsResponse;
import software.amazon.awssdk.services.cloudwatchlogs.model.GetLogEventsRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.GetLogEventsResponse;
import software.amazon.awssdk.services.cloudwatchlogs.model.InputLogEvent;
import software.amazon.awssdk.services.cloudwatchlogs.model.PutLogEventsRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.PutLogEventsResponse;

/** CloudWatch Logs with one group, {@code g}, at noon. */
final class LogDesk {
  static final Place PLACE = new Place("111111111111", "eu-west-1");

  final ManualClock clock = new ManualClock("2026-11-21T12:00:00Z");
  final Store store;
  CloudWatchLogs logs;
  Calls calls;

  LogDesk() {
    this(new MemoryStore());
    call("CreateLogGroup", CreateLogGroupRequest.builder().logGroupName("g").build());
  }

  LogDesk(Store store) {
    this.store = store;
    this.logs = new CloudWatchLogs(store, clock);
    this.calls = Calls.to(logs.api(), PLACE);
  }

  void call(String operation, CreateLogGroupRequest request) {
    calls.call(operation, request, CreateLogGroupResponse.class);
  }

  void stream(String name) {
    calls.call(
        "CreateLogStream",
        CreateLogStreamRequest.builder().logGroupName("g").logStreamName(name).build(),
        CreateLogStreamResponse.class);
  }

  static InputLogEvent event(long timestamp, String message) {
    return InputLogEvent.builder().timestamp(timestamp).message(message).build();
  }

  PutLogEventsResponse put(String stream, InputLogEvent... events) {
    return calls.call(
        "PutLogEvents",
        PutLogEventsRequest.builder()
            .logGroupName("g")
            .logStreamName(stream)
            .logEvents(events)
            .build(),
        PutLogEventsResponse.class);
  }

  /** As many as there are texts, a millisecond apart, the last now. */
  void lines(String stream, String... texts) {
    long first = clock.millis() - texts.length + 1;
    put(
        stream,
        Stream.iterate(0, i -> i < texts.length, i -> i + 1)
            .map(i -> event(first + i, texts[i]))
            .toArray(InputLogEvent[]::new));
  }

  GetLogEventsResponse get(Consumer<GetLogEventsRequest.Builder> more) {
    GetLogEventsRequest.Builder request =
        GetLogEventsRequest.builder().logGroupName("g").logStreamName("s");
    more.accept(request);
    return calls.call("GetLogEvents", request.build(), GetLogEventsResponse.class);
  }

  static List<String> texts(GetLogEventsResponse response) {
    return response.events().stream().map(it -> it.message()).toList();
  }

  FilterLogEventsResponse filter(Consumer<FilterLogEventsRequest.Builder> more) {
    FilterLogEventsRequest.Builder request = FilterLogEventsRequest.builder().logGroupName("g");
    more.accept(request);
    return calls.call("FilterLogEvents", request.build(), FilterLogEventsResponse.class);
  }

  static List<String> texts(FilterLogEventsResponse response) {
    return response.events().stream().map(it -> it.message()).toList();
  }
}
