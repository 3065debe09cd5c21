package dev.signalbox.local.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SamTest {
  private static final String HEAD = "Transform: AWS::Serverless-2016-10-31\n";
  @TempDir Path directory;
  private Workshop workshop = new Workshop(Path.of("."));

  @BeforeEach
  void open() {
    workshop = new Workshop(directory);
  }

  @Test
  void aFunctionGetsTheGlobalsAndARoleOfItsOwn() {
    workshop.deploy(
        HEAD
            + """
            Globals:
              Function:
                Runtime: java25
                Timeout: 20
                Environment: {Variables: {TABLE: !Ref Ledger, LEVEL: info}}
                Architectures: [arm64]
            Resources:
              Router:
                Type: AWS::Serverless::Function
                Properties:
                  CodeUri: functions/router/target/router.zip
                  Handler: dev.signalbox.Router
                  Timeout: 60
                  Environment: {Variables: {LEVEL: debug}}
                  Policies:
                    - AWSXrayWriteOnlyAccess
                    - Statement:
                        - {Effect: Allow, Action: "dynamodb:PutItem", Resource: !GetAtt Ledger.Arn}
              Ledger:
                Type: AWS::Serverless::SimpleTable
                Properties: {PrimaryKey: {Name: pk, Type: String}}
            """);
    var function = workshop.order("Router").properties();
    assertThat(function.path("Runtime").asText()).isEqualTo("java25");
    assertThat(function.path("Timeout").asInt()).isEqualTo(60);
    assertThat(function.at("/Environment/Variables"))
        .isEqualTo(Workshop.json("{\"TABLE\":\"ref-Ledger\",\"LEVEL\":\"debug\"}"));
    assertThat(function.path("CodeUri").asText())
        .isEqualTo(directory.resolve("functions/router/target/router.zip").toString());
    assertThat(function.path("Role").asText()).isEqualTo("arn-RouterRole");
    assertThat(function.has("Policies")).isFalse();
    var role = workshop.order("RouterRole").properties();
    assertThat(role.at("/AssumeRolePolicyDocument/Statement/0/Principal/Service/0").asText())
        .isEqualTo("lambda.amazonaws.com");
    assertThat(role.path("ManagedPolicyArns")).hasSize(2);
    assertThat(role.at("/Policies/0/PolicyDocument/Statement/0/Resource").asText())
        .isEqualTo("arn-Ledger");
    var table = workshop.order("Ledger");
    assertThat(table.type()).isEqualTo("AWS::DynamoDB::Table");
    assertThat(table.properties())
        .isEqualTo(
            Workshop.json(
                """
                {"AttributeDefinitions":[{"AttributeName":"pk","AttributeType":"S"}],
                 "KeySchema":[{"AttributeName":"pk","KeyType":"HASH"}],
                 "BillingMode":"PAY_PER_REQUEST"}
                """));
  }

  @Test
  void aRuleOfAFunctionCallsItsAliasAndHasItsOwnDeadLetterQueue() {
    workshop.deploy(
        HEAD
            + """
            Resources:
              Router:
                Type: AWS::Serverless::Function
                Properties:
                  CodeUri: router.zip
                  AutoPublishAlias: live
                  Events:
                    Pushes:
                      Type: EventBridgeRule
                      Properties:
                        Pattern: {source: [aws.codecommit], detail: {referenceType: [branch]}}
                        RetryPolicy: {MaximumRetryAttempts: 5}
                        DeadLetterConfig: {Type: SQS, QueueLogicalId: Undelivered}
                    Reconcile:
                      Type: Schedule
                      Properties: {Schedule: rate(5 minutes), Enabled: false, Input: '{"a":1}'}
            """);
    var rule = workshop.order("RouterPushes");
    assertThat(rule.type()).isEqualTo("AWS::Events::Rule");
    assertThat(rule.properties())
        .isEqualTo(
            Workshop.json(
                """
                {"EventPattern":{"source":["aws.codecommit"],"detail":{"referenceType":["branch"]}},
                 "Targets":[{"RetryPolicy":{"MaximumRetryAttempts":5},"Arn":"ref-RouterAliaslive",
                   "Id":"RouterPushesLambdaTarget","DeadLetterConfig":{"Arn":"arn-Undelivered"}}]}
                """));
    var policy = workshop.order("RouterPushesQueuePolicy").properties();
    assertThat(policy.at("/Queues/0").asText()).isEqualTo("ref-Undelivered");
    assertThat(policy.at("/PolicyDocument/Statement/0/Condition/ArnEquals/aws:SourceArn").asText())
        .isEqualTo("arn-RouterPushes");
    var schedule = workshop.order("RouterReconcile").properties();
    assertThat(schedule.path("ScheduleExpression").asText()).isEqualTo("rate(5 minutes)");
    assertThat(schedule.path("State").asText()).isEqualTo("DISABLED");
    assertThat(schedule.at("/Targets/0/Input").asText()).isEqualTo("{\"a\":1}");
    assertThat(workshop.order("RouterPushesPermission").properties().path("SourceArn").asText())
        .isEqualTo("arn-RouterPushes");
  }

  @Test
  void aDeadLetterQueueOfOnesOwnGetsNoPolicy() {
    workshop.deploy(
        HEAD
            + """
            Resources:
              Mine: {Type: AWS::SQS::Queue}
              F:
                Type: AWS::Serverless::Function
                Properties:
                  Role: arn:aws:iam::111111111111:role/mine
                  Events:
                    E:
                      Type: EventBridgeRule
                      Properties:
                        Pattern: {source: [x]}
                        DeadLetterConfig: {Arn: !GetAtt Mine.Arn}
            """);
    assertThat(workshop.orders.keySet())
        .containsExactlyInAnyOrder("Mine", "F", "FE", "FEPermission");
  }

  @Test
  void anAsynchronousFailureQueueIsMadeWhenNoneIsNamed() {
    workshop.deploy(
        HEAD
            + """
            Resources:
              F:
                Type: AWS::Serverless::Function
                Properties:
                  EventInvokeConfig:
                    MaximumRetryAttempts: 1
                    DestinationConfig: {OnFailure: {Type: SQS}}
            """);
    assertThat(
            workshop
                .order("FEventInvokeConfig")
                .properties()
                .at("/DestinationConfig/OnFailure/Destination")
                .asText())
        .isEqualTo("arn-FEventInvokeConfigOnFailureQueue");
    assertThat(
            workshop.order("FEventInvokeConfig").properties().at("/MaximumRetryAttempts").asInt())
        .isEqualTo(1);
  }

  @Test
  void whatAFunctionIsMadeOfSharesItsCondition() {
    var deployed =
        workshop.deploy(
            HEAD
                + """
                Conditions: {Never: !Equals [a, b]}
                Resources:
                  Q: {Type: AWS::SQS::Queue}
                  F:
                    Type: AWS::Serverless::Function
                    Condition: Never
                    Properties:
                      Events: {E: {Type: Schedule, Properties: {Schedule: rate(1 day)}}}
                """);
    assertThat(deployed.resources()).hasSize(1);
  }

  @Test
  void whatIsNotExpandedIsSaid() {
    var deployed =
        workshop.deploy(
            HEAD
                + """
                Resources:
                  F:
                    Type: AWS::Serverless::Function
                    Properties:
                      Policies: [{S3ReadPolicy: {BucketName: x}}]
                      Events: {Web: {Type: Api, Properties: {Path: /}}}
                  A: {Type: AWS::Serverless::HttpApi}
                """);
    assertThat(deployed.warnings()).hasSize(3);
    assertThat(deployed.warnings().toString())
        .contains("policy templates are not expanded")
        .contains("event source Web of type 'Api' is not supported");
    assertThat(deployed.ignored()).containsKey("AWS::Serverless::HttpApi");
  }

  @Test
  void samTypesNeedTheTransform() {
    assertThatThrownBy(
            () -> workshop.deploy("Resources:\n  F: {Type: AWS::Serverless::Function}\n"))
        .hasMessageContaining(
            "template.yaml:2:7: F is of a SAM type, but the template has no Transform");
  }

  @Test
  void aMisspelledGlobalsSectionIsRefused() {
    assertThatThrownBy(() ->
            workshop.deploy(
                HEAD + "Globals: {Functions: {}}\nResources: {Q: {Type: AWS::SQS::Queue}}\n"))
        .hasMessageContaining("Globals have no section 'Functions', did you mean 'Function'?");
  }
}
