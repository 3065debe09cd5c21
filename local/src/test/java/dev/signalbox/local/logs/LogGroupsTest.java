package dev.signalbox.local.logs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.signalbox.local.LocalServer;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.cloudwatchlogs.model.InputLogEvent;
import software.amazon.awssdk.services.cloudwatchlogs.model.LogGroup;
import software.amazon.awssdk.services.cloudwatchlogs.model.LogStream;
import software.amazon.awssdk.services.cloudwatchlogs.model.OrderBy;

class LogGroupsTest {
  @RegisterExtension static final LocalServer SERVER = new LocalServer();

  private final CloudWatchLogsClient logs = SERVER.client(CloudWatchLogsClient.builder());

  /** Every test has a group of its own. */
  private String group = "";

  @BeforeEach
  void aGroupOfItsOwn() {
    group = "/g/" + UUID.randomUUID();
    logs.createLogGroup(it -> it.logGroupName(group).tags(Map.of("owner", "é")));
  }

  private static String code(Runnable call) {
    AwsServiceException refusal = catchThrowableOfType(AwsServiceException.class, call::run);
    assertThat(refusal).isNotNull();
    return refusal.awsErrorDetails().errorCode();
  }

  private LogGroup described() {
    return logs.describeLogGroups(it -> it.logGroupNamePrefix(group)).logGroups().getFirst();
  }

  private String arn() {
    return "arn:aws:logs:eu-west-1:" + LocalServer.ACCOUNT + ":log-group:" + group;
  }

  private void put(String stream, long timestamp) {
    logs.createLogStream(it -> it.logGroupName(group).logStreamName(stream));
    logs.putLogEvents(it ->
        it.logGroupName(group)
            .logStreamName(stream)
            .logEvents(InputLogEvent.builder().timestamp(timestamp).message("a line").build()));
  }

  @Test
  void aGroupIsDescribedAsAwsDescribesIt() {
    assertThat(described().arn()).isEqualTo(arn() + ":*");
    assertThat(described().logGroupArn()).isEqualTo(arn());
    assertThat(described().logGroupClassAsString()).isEqualTo("STANDARD");
    assertThat(described().retentionInDays()).isNull();
    put("s", System.currentTimeMillis());
    assertThat(described().storedBytes()).isEqualTo("a line".length() + 26);
  }

  @Test
  void aGroupOrStreamIsMadeOnce() {
    put("s", System.currentTimeMillis());
    assertThat(code(() -> logs.createLogGroup(it -> it.logGroupName(group))))
        .isEqualTo("ResourceAlreadyExistsException");
    assertThat(code(() -> logs.createLogStream(it -> it.logGroupName(group).logStreamName("s"))))
        .isEqualTo("ResourceAlreadyExistsException");
  }

  @Test
  void whatIsDeletedIsGoneWithItsEvents() {
    put("s", System.currentTimeMillis());
    logs.deleteLogStream(it -> it.logGroupName(group).logStreamName("s"));
    assertThat(code(() -> logs.getLogEvents(it -> it.logGroupName(group).logStreamName("s"))))
        .isEqualTo("ResourceNotFoundException");
    put("s", System.currentTimeMillis());
    assertThat(logs.filterLogEvents(it -> it.logGroupName(group)).events()).hasSize(1);
    logs.deleteLogGroup(it -> it.logGroupName(group));
    assertThat(code(() -> logs.describeLogStreams(it -> it.logGroupName(group))))
        .isEqualTo("ResourceNotFoundException");
    assertThat(code(() -> logs.deleteLogGroup(it -> it.logGroupName(group))))
        .isEqualTo("ResourceNotFoundException");
  }

  @Test
  void retentionIsOneOfThePeriodsAwsHas() {
    logs.putRetentionPolicy(it -> it.logGroupName(group).retentionInDays(30));
    assertThat(described().retentionInDays()).isEqualTo(30);
    assertThat(
            code(() -> logs.putRetentionPolicy(it -> it.logGroupName(group).retentionInDays(31))))
        .isEqualTo("InvalidParameterException");
    logs.deleteRetentionPolicy(it -> it.logGroupName(group));
    assertThat(described().retentionInDays()).isNull();
  }

  @Test
  void tagsAreAddedAndTakenAway() {
    logs.tagResource(it -> it.resourceArn(arn()).tags(Map.of("a", "1", "b", "")));
    logs.untagResource(it -> it.resourceArn(arn()).tagKeys("a", "nobody"));
    assertThat(logs.listTagsForResource(it -> it.resourceArn(arn())).tags())
        .isEqualTo(Map.of("owner", "é", "b", ""));
    assertThat(code(() -> logs.listTagsForResource(it -> it.resourceArn(arn() + "x"))))
        .isEqualTo("ResourceNotFoundException");
  }

  @Test
  void streamsAreListedByNameOrByTheirLastEventOnePageAfterTheOther() {
    long now = System.currentTimeMillis();
    put("b", now - 3);
    put("a", now - 2);
    put("c", now - 1);
    assertThat(logs.describeLogStreamsPaginator(it -> it.logGroupName(group).limit(1)).logStreams())
        .extracting(LogStream::logStreamName)
        .containsExactly("a", "b", "c");
    assertThat(
            logs.describeLogStreams(
                    it -> it.logGroupName(group).orderBy(OrderBy.LAST_EVENT_TIME).descending(true))
                .logStreams())
        .extracting(LogStream::logStreamName)
        .containsExactly("c", "a", "b");
    assertThat(
            code(() ->
                logs.describeLogStreams(it ->
                    it.logGroupName(group)
                        .orderBy(OrderBy.LAST_EVENT_TIME)
                        .logStreamNamePrefix("a"))))
        .isEqualTo("InvalidParameterException");
  }

  @Test
  void groupsOfAnotherAccountAreNotSeen() {
    var other = SERVER.client(CloudWatchLogsClient.builder(), "222222222222", "local", "eu-west-1");
    assertThat(other.describeLogGroups(it -> it.logGroupNamePrefix(group)).logGroups()).isEmpty();
  }

  @Test
  void aNameOrAnIdentifierIsNeededAndNotBoth() {
    assertThat(code(() -> logs.describeLogStreams(it -> {}))).isEqualTo("ValidationException");
    assertThat(
            code(() ->
                logs.describeLogStreams(it -> it.logGroupName(group).logGroupIdentifier(arn()))))
        .isEqualTo("ValidationException");
    assertThat(logs.describeLogStreams(it -> it.logGroupIdentifier(arn())).logStreams()).isEmpty();
  }
}
