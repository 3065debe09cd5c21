package dev.signalbox.local.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TemplateTest {
  @TempDir Path directory;
  private Workshop workshop = new Workshop(Path.of("."));

  @BeforeEach
  void open() {
    workshop = new Workshop(directory);
  }

  private void refused(String yaml, String... problems) {
    assertThatThrownBy(() -> workshop.deploy(yaml))
        .isInstanceOfSatisfying(
            TemplateProblems.class,
            e ->
                assertThat(e.problems().stream().map(TemplateTest::behindFile).toList())
                    .contains(problems));
    assertThat(workshop.orders).isEmpty();
  }

  private static String behindFile(String problem) {
    return problem.substring(problem.indexOf("template.yaml:") + "template.yaml:".length());
  }

  @Test
  void resourcesAreMadeAfterWhatTheyNeed() {
    var deployed =
        workshop.deploy(
            """
            Resources:
              Policy:
                Type: AWS::SQS::QueuePolicy
                Properties: {Queues: [!Ref Queue], PolicyDocument: {x: !Sub "${Dead.Arn}"}}
              Queue:
                Type: AWS::SQS::Queue
                Properties: {RedrivePolicy: {deadLetterTargetArn: !GetAtt Dead.Arn}}
              Dead: {Type: AWS::SQS::Queue, DependsOn: Role}
              Role: {Type: AWS::IAM::Role}
            """);
    assertThat(workshop.orders.keySet()).containsExactly("Role", "Dead", "Queue", "Policy");
    assertThat(deployed.resources()).extracting(Deployed.Resource::logicalId).hasSize(4);
  }

  @Test
  void namesMadeUpStayTheSameAndGivenOnesAreKept() {
    var yaml =
        """
        Resources:
          Made: {Type: AWS::SQS::Queue}
          Given: {Type: AWS::SQS::Queue, Properties: {QueueName: !Sub "${AWS::StackName}-x"}}
          Bucket: {Type: AWS::S3::Bucket}
        """;
    workshop.deploy(yaml);
    var name = workshop.order("Made").name();
    assertThat(name).matches("shop-Made-[A-Z0-9]{12}");
    assertThat(workshop.order("Given").name()).isEqualTo("shop-x");
    assertThat(workshop.order("Bucket").name()).matches("shop-bucket-[a-z0-9]{12}");
    workshop.deploy(yaml);
    assertThat(workshop.order("Made").name()).isEqualTo(name);
  }

  @Test
  void aCircleIsShown() {
    refused(
        """
        Resources:
          A: {Type: AWS::SQS::Queue, Properties: {x: !Ref B}}
          B: {Type: AWS::SQS::Queue, Properties: {x: !Ref C}}
          C: {Type: AWS::SQS::Queue, DependsOn: [A]}
        """,
        "2:3: circular dependency: A -> B -> C -> A");
  }

  @Test
  void allProblemsAreToldAtOnce() {
    refused(
        """
        Resurces: {}
        Resources:
          A: {Typ: AWS::SQS::Queue}
        """,
        "1:1: unknown section 'Resurces', did you mean 'Resources'?");
    refused(
        """
        Resources:
          A: {Type: AWS::SQS::Queue, Propertys: {x: 1}}
          B: {Type: Queue}
          C: {Properties: {}}
          D: {Type: AWS::SQS::Queue, Properties: {x: !Ref Z}}
        """,
        "2:30: resource A: unknown member 'Propertys', did you mean 'Properties'?",
        "3:3: resource B: 'Queue' is no resource type",
        "4:3: resource C has no Type",
        "5:46: nothing is called 'Z'");
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      quoteCharacter = '`',
      delimiter = '|',
      value = {
        "Resources: [1, 2             | 1:",
        "Resources: {A: 1, A: 2}      | 1:",
        "- a                          | 1:1: is no template",
        "just text                    | 1:1: is no template",
        "Resources: {}                | 1:1: the template has no Resources",
        "Resources: {[1]: 2}          | 1:1: Non scalar key is detected",
        "Resources: {<<: {a: 1}}      | 1:13: CloudFormation has no merge keys",
        "Resources: *nothing          | 1:",
      })
  void whatIsNoTemplateIsRefusedWithItsPlace(String yaml, String problem) {
    assertThatThrownBy(() -> workshop.deploy(yaml))
        .isInstanceOf(TemplateProblems.class)
        .hasMessageContaining("template.yaml:" + problem);
  }

  @Test
  void aYamlBombIsDefused() {
    var bomb = new StringBuilder("Metadata:\n  a: &a [x,x,x,x,x,x,x,x,x,x]\n");
    for (char c = 'b'; c < 'k'; c++) {
      bomb.append("  %c: &%c [%s]\n".formatted(c, c, ("*" + (char) (c - 1) + ",").repeat(10)));
    }
    bomb.append("Resources: {A: {Type: AWS::SQS::Queue}}\n");
    assertThatThrownBy(() -> workshop.deploy(bomb.toString())).isInstanceOf(TemplateProblems.class);
    assertThatThrownBy(() -> workshop.deploy("Resources: &a {A: *a}"))
        .isInstanceOf(TemplateProblems.class);
    assertThatThrownBy(() -> workshop.deploy("[".repeat(5000)))
        .isInstanceOf(TemplateProblems.class);
  }

  @Test
  void aFileThatIsNotThereOrNotTextIsRefused() throws IOException {
    var templates = new Templates(List.of(workshop));
    assertThatThrownBy(
            () -> templates.deploy(Workshop.HERE, "shop", directory.resolve("none.yaml"), Map.of()))
        .isInstanceOf(TemplateProblems.class)
        .hasMessageContaining("cannot be read");
    var binary =
        Files.write(directory.resolve("latin.yaml"), "a: ü".getBytes(StandardCharsets.ISO_8859_1));
    assertThatThrownBy(() -> templates.deploy(Workshop.HERE, "shop", binary, Map.of()))
        .hasMessageContaining("is not UTF-8");
  }

  @Test
  void whatNothingHereMakesIsListedAndTheRestIsMade() {
    var deployed =
        workshop.deploy(
            """
            Resources:
              Key: {Type: AWS::KMS::Key}
              Typo: {Type: AWS::SQS::Quue}
              Alarm: {Type: AWS::CloudWatch::Alarm, Properties: {x: !GetAtt Key.Arn}}
              Queue:
                Type: AWS::SQS::Queue
                Properties: {KmsMasterKeyId: !GetAtt Key.Arn, Other: !GetAtt Alarm.Strange}
            """);
    assertThat(deployed.ignored())
        .isEqualTo(
            Map.of(
                "AWS::KMS::Key", List.of("Key"),
                "AWS::SQS::Quue", List.of("Typo"),
                "AWS::CloudWatch::Alarm", List.of("Alarm")));
    assertThat(deployed.warnings().stream().map(TemplateTest::behindFile))
        .contains(
            "2:3: Key is not made here: nothing makes AWS::KMS::Key",
            "3:3: Typo is not made here: nothing makes AWS::SQS::Quue, did you mean"
                + " 'AWS::SQS::Queue'?");
    assertThat(workshop.order("Queue").properties().path("KmsMasterKeyId").asText())
        .startsWith("arn:aws:kms:eu-west-1:111111111111:key/shop-Key-");
  }

  @Test
  void whatAServiceRefusesIsToldWithItsPlace() {
    assertThatThrownBy(() ->
            workshop.deploy(
                "Resources:\n  Q: {Type: AWS::SQS::Queue, Properties: {Refuse: true}}\n"))
        .hasMessageContaining(
            "template.yaml:2:3: Q (AWS::SQS::Queue) was refused: InvalidParameterValue: Not like"
                + " this");
  }

  @Test
  void aResourceWhoseConditionDoesNotHoldIsNotMadeAndNotReferredTo() {
    var yaml =
        """
        Parameters: {Env: {Type: String}}
        Conditions: {IsProd: !Equals [!Ref Env, prod]}
        Resources:
          Always: {Type: AWS::SQS::Queue, Properties: {x: !If [IsProd, !Ref OnlyProd, none]}}
          OnlyProd: {Type: AWS::SQS::Queue, Condition: IsProd}
        Outputs:
          Url: {Value: !Ref OnlyProd, Condition: IsProd}
          Name: {Value: !Sub "${Always.Arn}!"}
        """;
    assertThat(workshop.deploy(yaml, Map.of("Env", "dev")).outputs())
        .isEqualTo(Map.of("Name", "arn-Always!"));
    assertThat(workshop.orders.keySet()).containsExactly("Always");
    assertThat(workshop.deploy(yaml, Map.of("Env", "prod")).outputs()).containsKey("Url");
    assertThatThrownBy(() ->
            workshop.deploy(
                yaml.replace("!If [IsProd, !Ref OnlyProd, none]", "!Ref OnlyProd"),
                Map.of("Env", "dev")))
        .hasMessageContaining("OnlyProd is referred to, but its condition does not hold");
  }

  @ParameterizedTest(name = "{0} = {1}: {2}")
  @CsvSource(
      quoteCharacter = '`',
      delimiter = '|',
      value = {
        "{Type: String}                                              | -    | has no default and"
            + " was given no value",
        "{Type: String, AllowedPattern: \"\\\\d{3}\"}                | 12   | does not match"
            + " \\d{3}",
        "{Type: String, AllowedPattern: \"\\\\d{3}\"}                | 1234 | does not match"
            + " \\d{3}",
        "{Type: String, AllowedValues: [dev, prod]}                  | test | is none of the"
            + " allowed values",
        "{Type: String, MinLength: 3, ConstraintDescription: 3 or more} | ab | is shorter than 3 (3"
            + " or more)",
        "{Type: String, MaxLength: \"2\"}                            | abc  | is longer than 2",
        "{Type: Number}                                              | abc  | is not a number",
        "{Type: Number, MaxValue: 5}                                 | 5.5  | is more than 5",
        "{Type: List<Number>, MinValue: 2}                           | 3,1  | is less than 2",
        "{Default: x}                                                | y    | has no Type",
        "{Type: \"AWS::SSM::Parameter::Value<String>\"}              | /x   | is not supported"
            + " here",
      })
  void parametersAreChecked(String declaration, String value, String problem) {
    var yaml =
        "Parameters:\n  P: "
            + declaration
            + "\nResources: {Q: {Type: AWS::SQS::Queue, Properties: {v: !Ref P}}}\n";
    Map<String, String> given = value.equals("-") ? Map.of() : Map.of("P", value);
    assertThatThrownBy(() -> workshop.deploy(yaml, given))
        .isInstanceOf(TemplateProblems.class)
        .hasMessageContaining("template.yaml:2:3: ")
        .hasMessageContaining(problem);
  }

  @Test
  void aParameterThatTheTemplateDoesNotHaveIsRefused() {
    assertThatThrownBy(() ->
            workshop.deploy(
                "Parameters: {Stage: {Type: String, Default: x}}\n"
                    + "Resources: {Q: {Type: AWS::SQS::Queue}}",
                Map.of("Stge", "prod")))
        .hasMessageContaining("no parameter 'Stge', did you mean 'Stage'?");
  }

  @Test
  void aSecretParametersValueIsNeverShown() {
    assertThatThrownBy(() ->
            workshop.deploy(
                "Parameters: {P: {Type: String, MaxLength: 2}}\n"
                    + "Resources: {Q: {Type: AWS::SQS::Queue}}",
                Map.of("P", "hunter2")))
        .satisfies(e -> assertThat(e.getMessage()).doesNotContain("hunter2"));
  }

  @Test
  void aJsonTemplateIsATemplate() {
    workshop.deploy(
        "{\"Resources\":{\"Q\":{\"Type\":\"AWS::SQS::Queue\",\"Properties\":{\"DelaySeconds\":5}}}}");
    assertThat(workshop.order("Q").properties().path("DelaySeconds").asInt()).isEqualTo(5);
  }
}
