package dev.signalbox.local.sqs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.signalbox.local.api.Resources;
import org.junit.jupiter.api.Test;

class SqsResourcesTest {
  private final Desk desk = new Desk();

  private Resources.Made make(String type, String name, String properties)
      throws JsonProcessingException {
    return desk.sqs
        .resources()
        .make(
            Desk.HERE, type, "Logical", name, (ObjectNode) new ObjectMapper().readTree(properties));
  }

  @Test
  void aQueueIsMadeAndBroughtToNewProperties() throws JsonProcessingException {
    var made =
        make("AWS::SQS::Queue", "stack-queue", "{\"VisibilityTimeout\":10,\"FifoQueue\":false}");
    assertThat(made.ref()).isEqualTo("http://127.0.0.1:4566/111111111111/stack-queue");
    assertThat(made.attributes())
        .containsEntry("Arn", "arn:aws:sqs:eu-west-1:111111111111:stack-queue")
        .containsEntry("QueueName", "stack-queue");
    make("AWS::SQS::Queue", "stack-queue", "{\"VisibilityTimeout\":\"20\"}");
    assertThat(desk.attributes(made.ref(), "VisibilityTimeout").values()).containsExactly("20");
  }

  @Test
  void aPolicyIsSetOnEveryQueueItNames() throws JsonProcessingException {
    var made = make("AWS::SQS::Queue", "q", "{}");
    make(
        "AWS::SQS::QueuePolicy",
        "p",
        "{\"Queues\":[\"%s\"],\"PolicyDocument\":{\"Statement\":[]}}".formatted(made.ref()));
    assertThat(desk.attributes(made.ref(), "Policy").values())
        .containsExactly("{\"Statement\":[]}");
  }
}
