package dev.signalbox.local.codedeploy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.signalbox.local.api.AwsError;
import dev.signalbox.local.api.Queues;
import dev.signalbox.local.api.Topics;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** One topic that keeps what it is told. */
final class FakeTopics implements Topics {
  static final String TOPIC = "arn:aws:sns:eu-west-1:111111111111:deployments";

  final List<String> subjects = new ArrayList<>();
  final List<JsonNode> messages = new ArrayList<>();

  @Override
  public void publish(String account, String topicArn, Optional<String> subject, String message) {
    if (!topicArn.equals(TOPIC)) {
      throw new AwsError("NotFound", 404, "Topic does not exist");
    }
    subjects.add(subject.orElse(""));
    try {
      messages.add(new JsonMapper().readTree(message));
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(e);
    }
  }

  @Override
  public void publishAs(
      Queues.Sender sender, String topicArn, Optional<String> subject, String message) {
    throw new UnsupportedOperationException();
  }
}
