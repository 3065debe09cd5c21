package dev.signalbox.local.front;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.local.LocalServer;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FrontDoorTest {
  @RegisterExtension static final LocalServer SERVER = new LocalServer();

  private static RawRequest listRules(String body) {
    return RawRequest.json("events", "AWSEvents.ListRules", body);
  }

  private static String header(HttpResponse<?> answer, String name) {
    return answer.headers().firstValue(name).orElse("");
  }

  @Test
  void everyAnswerHasARequestId() throws Exception {
    assertThat(header(listRules("{}").send(SERVER), "x-amzn-RequestId"))
        .matches("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");
  }

  @Test
  void aRequestWithoutASignatureIsRefused() throws Exception {
    var answer = listRules("{}").sendUnsigned(SERVER);
    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.body())
        .isEqualTo(
            "{\"__type\":\"MissingAuthenticationTokenException\","
                + "\"message\":\"Missing Authentication Token\"}");
  }

  @Test
  void aRequestThatIsNotSignedYetSaysHowFarTheClocksMayDiffer() throws Exception {
    var answer = listRules("{}").send(SERVER, Duration.ofMinutes(20), LocalServer.ACCOUNT, "local");
    assertThat(answer.body())
        .contains("InvalidSignatureException")
        .containsPattern(
            "Signature not yet current: \\w{16} is still later than \\w{16} \\(\\w{16} \\+ 15"
                + " min.\\)");
  }

  @Test
  void anOldSignatureSaysSo() throws Exception {
    var answer =
        listRules("{}").send(SERVER, Duration.ofMinutes(-20), LocalServer.ACCOUNT, "local");
    assertThat(answer.body())
        .containsPattern(
            "Signature expired: \\w{16} is now earlier than \\w{16} \\(\\w{16} - 15 min.\\)");
  }

  @Test
  void aSignatureForOneServiceIsNotGoodForAnother() throws Exception {
    var answer = RawRequest.json("sqs", "AWSEvents.ListRules", "{}").send(SERVER);
    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.body())
        .contains("InvalidSignatureException")
        .contains("Credential should be scoped to correct service: 'events'. ");
  }

  @ParameterizedTest(name = "the body {0} is not read as a request")
  @ValueSource(strings = {"{", "[]", "null", "\"x\"", "{}{", "{\"NamePrefix\":[\"a\"]}", "{'a':1}"})
  void aBodyThatIsNoObjectOfTheRightTypesIsRefused(String body) throws Exception {
    var answer = listRules(body).send(SERVER);
    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.body()).startsWith("{\"__type\":\"SerializationException\"");
  }

  @ParameterizedTest(name = "{0} is no operation")
  @ValueSource(strings = {"AWSEvents.Nope", "Nope.ListRules", "ListRules", "AWSEvents."})
  void anUnknownTargetIsRefused(String target) throws Exception {
    var answer = RawRequest.json("events", target, "{}").send(SERVER);
    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(header(answer, "x-amzn-ErrorType")).isEqualTo("UnknownOperationException");
  }

  @Test
  void onlyServicesThatOnceSpokeTheQueryProtocolTellTheirOldErrorCodes() throws Exception {
    String nobody = "{\"Name\":\"nobody\"}";
    assertThat(
            header(
                RawRequest.json("events", "AWSEvents.DescribeRule", nobody).send(SERVER),
                "x-amzn-query-error"))
        .isEmpty();
    String queue = "{\"QueueName\":\"nobody\"}";
    assertThat(
            header(
                RawRequest.json("sqs", "AmazonSQS.GetQueueUrl", queue).send(SERVER),
                "x-amzn-query-error"))
        .isEqualTo("AWS.SimpleQueueService.NonExistentQueue;Sender");
  }

  @Test
  void aQueryCallMayAlsoComeAsAGetRequest() throws Exception {
    var request =
        new RawRequest(
            "GET", "/?Action=GetCallerIdentity&Version=2011-06-15", "sts", "", java.util.Map.of());
    assertThat(request.send(SERVER).body())
        .contains("<Account>" + LocalServer.ACCOUNT + "</Account>");
  }

  @ParameterizedTest(name = "{0} is refused as {1}")
  @CsvSource({
    "Action=Nope&Version=2011-06-15, Could not find operation Nope for version 2011-06-15",
    "Action=GetCallerIdentity&Version=1999-01-01, "
        + "Could not find operation GetCallerIdentity for version 1999-01-01",
    "Action=GetCallerIdentity, "
        + "Could not find operation GetCallerIdentity for version NO_VERSION_SPECIFIED",
  })
  void aQueryCallNamesAnOperationAndTheVersionItIsOf(String form, String message) throws Exception {
    var answer = RawRequest.form("sts", form).send(SERVER);
    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.body())
        .contains("<Code>InvalidAction</Code>")
        .contains("<Message>" + message + "</Message>");
  }

  @Test
  void aBodyLargerThanAnyApiTakesIsRefused() throws Exception {
    var answer = listRules("{\"NamePrefix\":\"" + "a".repeat(11_000_000) + "\"}").send(SERVER);
    assertThat(answer.statusCode()).isEqualTo(413);
  }

  @ParameterizedTest(name = "{1} says {2}")
  @CsvSource({
    "secretsmanager, secretsmanager.DescribeSecret, Message, SecretId",
    "ssm,            AmazonSSM.GetParameter,        message, Name",
    "events,         AWSEvents.DescribeRule,        message, Name",
  })
  void anErrorsMessageIsWrittenAsItsModelDoes(
      String service, String target, String member, String parameter) throws Exception {
    String nobody = "{\"" + parameter + "\":\"nobody\"}";
    assertThat(RawRequest.json(service, target, nobody).send(SERVER).body())
        .contains("\"" + member + "\":");
  }
}
