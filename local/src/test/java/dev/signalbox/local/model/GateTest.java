package dev.signalbox.local.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.signalbox.local.api.AwsError;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GateTest {
  private static final JsonMapper JSON = new JsonMapper();
  private static final Gate GATE = new Gate(new Models());

  private static AwsError refusal(String service, String operation, String request) {
    AwsError error =
        catchThrowableOfType(AwsError.class, () -> GATE.check(service, operation, json(request)));
    assertThat(error).as("a refusal of %s", request).isNotNull();
    return error;
  }

  private static JsonNode json(String text) {
    try {
      return JSON.readTree(text.replace('`', '"'));
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(e);
    }
  }

  private static void passes(String service, String operation, String request) {
    assertThatCode(() -> GATE.check(service, operation, json(request))).doesNotThrowAnyException();
  }

  @Test
  void aMissingMemberIsNamedWithItsPositionInLowerCase() {
    assertThat(refusal("events", "PutRule", "{}"))
        .hasMessage(
            "1 validation error detected: Value null at 'name' failed to satisfy constraint:"
                + " Member must not be null");
  }

  @Test
  void aNullMemberIsAMissingOne() {
    assertThat(refusal("codepipeline", "GetPipeline", "{`name`: null}").getMessage())
        .contains("Value null at 'name'");
  }

  @Test
  void aValueOutsideItsPatternIsQuotedWithThePatternAsAwsWritesIt() {
    assertThat(refusal("codepipeline", "GetPipeline", "{`name`: `x;curl${IFS}e|sh`}"))
        .hasMessage(
            "1 validation error detected: Value 'x;curl${IFS}e|sh' at 'name' failed to satisfy"
                + " constraint: Member must satisfy regular expression pattern:"
                + " [A-Za-z0-9.@\\-_]+");
  }

  @Test
  void aPatternMustMatchTheWholeValueAndNoLineBreakAtItsEnd() {
    assertThat(refusal("codepipeline", "GetPipeline", "{`name`: `shop\\n`}").code())
        .isEqualTo("ValidationException");
    assertThat(
            refusal(
                    "codepipeline",
                    "StartPipelineExecution",
                    "{`name`: `shop`, `clientRequestToken`: `a\\n`}")
                .code())
        .isEqualTo("ValidationException");
  }

  @Test
  void severalViolationsAreCountedAndJoined() {
    assertThat(refusal("codepipeline", "GetPipeline", "{`name`: ``, `version`: 0}"))
        .hasMessage(
            "3 validation errors detected: Value '' at 'name' failed to satisfy constraint: Member"
                + " must satisfy regular expression pattern: [A-Za-z0-9.@\\-_]+; Value '' at"
                + " 'name' failed to satisfy constraint: Member must have length greater than or"
                + " equal to 1; Value '0' at 'version' failed to satisfy constraint: Member must"
                + " have value greater than or equal to 1");
  }

  @Test
  void aStructureIsPrintedWithAllItsMembersAlsoThoseThatAreMissing() {
    String entry = "{`Source`: `shop`, `Detail`: `{}`}";
    assertThat(
            refusal(
                "events",
                "PutEvents",
                "{`Entries`: ["
                    + String.join(",", java.util.Collections.nCopies(11, entry))
                    + "]}"))
        .hasMessageContaining(
            "PutEventsRequestEntry(time=null, source=shop, resources=null, detailType=null,"
                + " detail={}, eventBusName=null, traceHeader=null), PutEventsRequestEntry(")
        .hasMessageEndingWith(
            ")]' at 'entries' failed to satisfy constraint: Member must have length less than or"
                + " equal to 10");
  }

  @Test
  void positionsInListsCountFromOne() {
    assertThat(
            refusal(
                "codepipeline",
                "CreatePipeline",
                """
                {`pipeline`: {`name`: `shop`, `roleArn`: `arn:aws:iam::111122223333:role/shop`, `stages`: [
                  {`name`: `Source`, `actions`: []},
                  {`name`: `Build`, `actions`: [{`name`: `a b`, `actionTypeId`: {
                    `category`: `Build`, `owner`: `AWS`, `provider`: `CodeBuild`, `version`: `1`}}]}]}}
                """))
        .hasMessage(
            "1 validation error detected: Value 'a b' at"
                + " 'pipeline.stages.2.member.actions.1.member.name' failed to satisfy constraint:"
                + " Member must satisfy regular expression pattern: [A-Za-z0-9.@\\-_]+");
  }

  @Test
  void aValueOutsideAnEnumIsAnsweredWithTheValuesThereAre() {
    assertThat(
            refusal(
                "codepipeline",
                "RetryStageExecution",
                """
                {`pipelineName`: `shop`, `stageName`: `Build`,
                 `pipelineExecutionId`: `01234567-89ab-cdef-0123-456789abcdef`, `retryMode`: `SOME`}
                """))
        .hasMessage(
            "1 validation error detected: Value 'SOME' at 'retryMode' failed to satisfy constraint:"
                + " Member must satisfy enum value set: [FAILED_ACTIONS, ALL_ACTIONS]");
  }

  @Test
  void valuesThatAwsKeepsToItselfAreNotRepeated() {
    assertThat(
            refusal(
                "secretsmanager",
                "PutSecretValue",
                "{`SecretId`: `shop`, `ClientRequestToken`: `short`, `SecretString`: `"
                    + "s".repeat(65_537)
                    + "`}"))
        .hasMessage(
            "2 validation errors detected: Value 'short' at 'clientRequestToken' failed to satisfy"
                + " constraint: Member must have length greater than or equal to 32; Value at"
                + " 'secretString' failed to satisfy constraint: Member must have length less than"
                + " or equal to 65536");
  }

  @Test
  void aMapIsReportedOnceHoweverManyOfItsValuesAreWrong() {
    assertThat(
            refusal(
                "codepipeline",
                "CreatePipeline",
                """
                {`pipeline`: {`name`: `shop`, `roleArn`: `arn:aws:iam::111122223333:role/shop`, `stages`: [
                  {`name`: `Build`, `actions`: [{`name`: `a`, `configuration`: {`x`: ``, `y`: ``}, `actionTypeId`: {
                    `category`: `Build`, `owner`: `AWS`, `provider`: `CodeBuild`, `version`: `1`}}]}]}}
                """))
        .hasMessage(
            "1 validation error detected: Value at"
                + " 'pipeline.stages.1.member.actions.1.member.configuration' failed to satisfy"
                + " constraint: Map value must satisfy constraint: [Member must have length less"
                + " than or equal to 50000, Member must have length greater than or equal to 1]");
  }

  @Test
  void aListOfStringsIsReportedOnceWithAllItsConstraints() {
    assertThat(refusal("ssm", "GetParameters", "{`Names`: [`ok`, ``]}"))
        .hasMessage(
            "1 validation error detected: Value '[ok, ]' at 'names' failed to satisfy constraint:"
                + " Member must satisfy constraint: [Member must have length less than or equal to"
                + " 2048, Member must have length greater than or equal to 1]");
  }

  @Test
  void someServicesNameTheNullCheckAmongAListsConstraints() {
    assertThat(
            refusal(
                    "lambda",
                    "CreateFunction",
                    "{`FunctionName`: `f`, `Role`: `arn:aws:iam::111122223333:role/r`, `Code`: {},"
                        + " `Architectures`: [`mips`]}")
                .getMessage())
        .endsWith(
            "Value '[mips]' at 'architectures' failed to satisfy constraint: Member must satisfy"
                + " constraint: [Member must satisfy enum value set: [x86_64, arm64], Member must"
                + " not be null]");
  }

  @Test
  void aNullInAListIsRefused() {
    assertThat(refusal("ssm", "GetParameters", "{`Names`: [null]}").getMessage())
        .contains("Member must not be null]");
    assertThat(refusal("events", "PutTargets", "{`Rule`: `r`, `Targets`: [null]}").getMessage())
        .contains("Value null at 'targets.1.member' failed");
  }

  @ParameterizedTest(name = "{0}:{1} answers {2}")
  @CsvSource({
    "codepipeline,   CreatePipeline,  ValidationException",
    "events,         PutRule,         ValidationException",
    "ssm,            PutParameter,    ValidationException",
    "secretsmanager, CreateSecret,    ValidationException",
    "lambda,         CreateFunction,  ValidationException",
    "logs,           CreateLogGroup,  InvalidParameterException",
    "logs,           CreateDelivery,  ValidationException",
    "codebuild,      CreateProject,   InvalidInputException",
    "sts,            AssumeRole,      ValidationError",
    "iam,            CreateRole,      ValidationError",
    "sqs,            SendMessage,     MissingParameter",
    "codecommit,     CreateRepository, RepositoryNameRequiredException",
    "codecommit,     CreateBranch,    RepositoryNameRequiredException",
    "codecommit,     GetDifferences,  RepositoryNameRequiredException",
    "codecommit,     BatchGetCommits, CommitIdsListRequiredException",
  })
  void eachServiceRefusesAnEmptyRequestWithItsOwnCode(
      String service, String operation, String code) {
    AwsError error = refusal(service, operation, "{}");
    assertThat(error.code()).isEqualTo(code);
    assertThat(error.status()).isEqualTo(400);
  }

  @Test
  void sqsNamesTheParameterThatIsMissing() {
    assertThat(refusal("sqs", "SendMessage", "{`QueueUrl`: `http://localhost/q`}"))
        .hasMessage("The request must contain the parameter MessageBody.");
  }

  @ParameterizedTest(name = "{0} answers {2}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          CreateBranch        | {`repositoryName`:`r`, `commitId`:`c`}                                     | BranchNameRequiredException
          CreateBranch        | {`repositoryName`:`r`, `branchName`:``, `commitId`:`c`}                    | InvalidBranchNameException
          CreateBranch        | {`repositoryName`:`r`, `branchName`:`b`}                                   | CommitIdRequiredException
          CreateBranch        | {`repositoryName`:`a b`, `branchName`:`b`, `commitId`:`c`}                 | InvalidRepositoryNameException
          GetDifferences      | {`repositoryName`:`r`}                                                     | CommitRequiredException
          UpdateDefaultBranch | {`repositoryName`:`r`}                                                     | BranchNameRequiredException
          UpdateRepositoryName| {`oldName`:`a b`, `newName`:`b`}                                           | InvalidRepositoryNameException
          GetFolder           | {`repositoryName`:`r`}                                                     | PathRequiredException
          PutRepositoryTriggers|{`repositoryName`:`r`}                                                     | RepositoryTriggersListRequiredException
          GetMergeCommit      | {`repositoryName`:`r`, `sourceCommitSpecifier`:`a`}                        | CommitRequiredException
          CreateRepository    | {`repositoryName`:`r`, `tags`:{``:`x`}}                                    | InvalidTagsMapException
          CreateRepository    | {`repositoryName`:`r`, `kmsKeyId`:`not a key`}                             | EncryptionKeyInvalidIdException
          """)
  void codeCommitHasAnExceptionForEachParameter(String operation, String request, String code) {
    assertThat(refusal("codecommit", operation, request).code()).isEqualTo(code);
  }

  @Test
  void membersTheModelDoesNotKnowAreIgnored() {
    passes("codepipeline", "GetPipeline", "{`name`: `shop`, `surprise`: {`a`: [null]}}");
  }

  @Test
  void whatAwsAddedLaterThanTheOldJavaSdkIsKnown() {
    passes(
        "lambda",
        "CreateFunction",
        "{`FunctionName`: `f`, `Role`: `arn:aws:iam::111122223333:role/r`, `Code`: {}, `Runtime`:"
            + " `java25`}");
    assertThat(
            new Models()
                .service("codepipeline")
                .orElseThrow()
                .operation("ListDeployActionExecutionTargets"))
        .isPresent();
  }

  @Test
  void operationsWithoutInputLetEverythingPass() {
    passes("events", "ListRules", "{}");
    passes("dynamodb", "PutItem", "{}");
  }

  @Test
  void anUnknownOperationIsTheCallersMistake() {
    assertThatThrownBy(() -> GATE.check("codepipeline", "MakeCoffee", json("{}")))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
