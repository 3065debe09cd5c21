package dev.signalbox.aws.codepipeline;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signalbox.aws.client.AssumedRoles;
import dev.signalbox.aws.client.Connection;
import dev.signalbox.core.Refused;
import dev.signalbox.core.Unavailable;
import dev.signalbox.core.ephemeral.OwnerTags;
import dev.signalbox.core.release.ExecutionId;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpFullResponse;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sts.StsClient;

class CodePipelineWorkshopTroubleTest {
  private static final String CREDENTIALS =
      """
      <AssumeRoleResponse><AssumeRoleResult><Credentials><AccessKeyId>a</AccessKeyId>\
      <SecretAccessKey>b</SecretAccessKey><SessionToken>c</SessionToken>\
      <Expiration>2100-01-01T00:00:00Z</Expiration></Credentials></AssumeRoleResult>\
      </AssumeRoleResponse>\
      """;

  private static final String TEMPLATE =
      """
      {"pipeline":{"name":"shop-preview","version":1,"stages":[{"name":"s","actions":[{"name":"c",\
      "actionTypeId":{"category":"Source","owner":"AWS","provider":"CodeCommit","version":"1"},\
      "configuration":{"RepositoryName":"shop","BranchName":"main"}}]}]},\
      "metadata":{"created":1.7E9}}\
      """;

  /** Knows a template; every other operation of CodePipeline goes wrong in one way. */
  private record Trouble(String code) implements SdkHttpClient {
    @Override
    public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
      String operation =
          request.httpRequest().firstMatchingHeader("X-Amz-Target").orElse("AssumeRole");
      return switch (operation.substring(operation.indexOf('.') + 1)) {
        case "AssumeRole" -> answer(200, CREDENTIALS);
        case "GetPipeline" -> answer(200, TEMPLATE);
        default -> answer(400, "{\"__type\":\"%s\",\"message\":\"m\"}".formatted(code));
      };
    }

    private static ExecutableHttpRequest answer(int status, String body) {
      return new ExecutableHttpRequest() {
        @Override
        public HttpExecuteResponse call() {
          return HttpExecuteResponse.builder()
              .response(SdkHttpFullResponse.builder().statusCode(status).build())
              .responseBody(
                  AbortableInputStream.create(
                      new ByteArrayInputStream(body.getBytes(StandardCharsets.UTF_8))))
              .build();
        }

        @Override
        public void abort() {}
      };
    }

    @Override
    public void close() {}
  }

  private static CodePipelineWorkshop workshop(String trouble) {
    var connection =
        new Connection(
            Region.EU_WEST_1,
            Optional.empty(),
            AnonymousCredentialsProvider.create(),
            new Trouble(trouble));
    return new CodePipelineWorkshop(
        connection,
        new AssumedRoles(connection.client(StsClient.builder()), InstantSource.system()),
        new OwnerTags("000000000000/eu-west-1/ledger"));
  }

  @Test
  void whereTheAccountsQuotaIsUsedUpAskingAgainIsPointless() {
    assertThatThrownBy(() -> workshop("LimitExceededException").make(BranchDeclarationTest.LOGIN))
        .isInstanceOf(Refused.class)
        .hasMessageContaining("the account has as many as its quota allows");
  }

  @ParameterizedTest
  @ValueSource(strings = {"PipelineNameInUseException", "ConcurrentModificationException"})
  void whereSomeoneElseIsJustMakingItAskingAgainMayWork(String trouble) {
    assertThatThrownBy(() -> workshop(trouble).make(BranchDeclarationTest.LOGIN))
        .isInstanceOf(Unavailable.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"DuplicatedStopRequestException", "PipelineExecutionNotStoppableException"})
  void aRunThatIsStoppingOrHasEndedNeedsNoStop(String trouble) {
    assertThatCode(
            () -> workshop(trouble).stop(BranchDeclarationTest.LOGIN, new ExecutionId("e"), true))
        .doesNotThrowAnyException();
  }

  @Test
  void whereAccessIsDeniedThePersonIsToldWhereToLook() {
    assertThatThrownBy(() -> workshop("AccessDeniedException").delete(BranchDeclarationTest.LOGIN))
        .isInstanceOf(Refused.class)
        .hasMessageContaining("Does role 'signalbox-target' there allow it?");
  }
}
