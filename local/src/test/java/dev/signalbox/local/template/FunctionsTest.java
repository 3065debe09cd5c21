package dev.signalbox.local.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FunctionsTest {
  @TempDir Path directory;
  private Workshop workshop = new Workshop(Path.of("."));

  @BeforeEach
  void open() {
    workshop = new Workshop(directory);
  }

  @ParameterizedTest(name = "{0} comes to {1}")
  @CsvSource(
      quoteCharacter = '`',
      delimiter = '|',
      textBlock =
          """
          !Ref Env                                           | "dev"
          {Ref: Env}                                         | "dev"
          !Ref Names                                         | ["a","b","c"]
          !Ref AWS::AccountId                                | "111111111111"
          !Ref Other                                         | "ref-Other"
          !GetAtt Other.Arn                                  | "arn-Other"
          {Fn::GetAtt: [Other, Arn]}                         | "arn-Other"
          !Sub "x-${Env}-${AWS::Region}-${Other.Arn}-${Other}" | "x-dev-eu-west-1-arn-Other-ref-Other"
          !Sub ["${A}/${!Literal}/${Env}", {A: !Ref Other}]  | "ref-Other/${Literal}/dev"
          !Sub "$1 ${ Env } $"                               | "$1 dev $"
          !Join ["-", [a, !Ref Env, 1]]                      | "a-dev-1"
          !Join [",", !Ref Names]                            | "a,b,c"
          !Split ["/", "a/b//c"]                             | ["a","b","","c"]
          !Split [".", "a.b"]                                | ["a","b"]
          !Select [1, !Ref Names]                            | "b"
          !Select ["0", !Split [":", "x:y"]]                 | "x"
          !FindInMap [Sizes, !Ref Env, small]                | 1
          !FindInMap [Sizes, dev, list]                      | ["x","y"]
          !FindInMap [Sizes, none, small, {DefaultValue: 7}] | 7
          !If [IsProd, 1, 2]                                 | 2
          !If [Both, !Ref Env, !Ref Other]                   | "dev"
          {a: !If [IsProd, 1, !Ref AWS::NoValue], b: 2}      | {"b":2}
          [!If [IsProd, 1, !Ref AWS::NoValue], 3]            | [3]
          !Base64 "ü"                                        | "w7w="
          !ToJsonString {a: [1, !Ref Env]}                   | "{\\"a\\":[1,\\"dev\\"]}"
          !Length [1, 2]                                     | 2
          111122223333                                       | 111122223333
          012345678901                                       | "012345678901"
          "2012-10-17"                                       | "2012-10-17"
          2012-10-17                                         | "2012-10-17"
          1.0                                                | 1.0
          true                                               | true
          "true"                                             | "true"
          yes                                                | "yes"
          {Condition: {StringEquals: {a: b}}}                | {"Condition":{"StringEquals":{"a":"b"}}}
          """)
  void functionsComeToWhatCloudFormationMakesOfThem(String expression, String expected) {
    assertThat(workshop.value(expression).toString()).isEqualTo(Workshop.json(expected).toString());
  }

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource(
      quoteCharacter = '`',
      delimiter = '|',
      textBlock =
          """
          !Ref Othr                      | nothing is called 'Othr', did you mean 'Other'?
          !Sub "${Envi}"                 | nothing is called 'Envi', did you mean 'Env'?
          !GetAtt Other.Arm              | Other has no attribute 'Arm', did you mean 'Arn'?
          !GetAtt Nowhere.Arn            | nothing is called 'Nowhere'
          !FindInMap [Sizes, test, small] | Mappings have no Sizes / test / small
          !Select [3, !Ref Names]        | there is no element 3 in a list of 3
          !If [IsProud, 1, 2]            | there is no condition 'IsProud', did you mean 'IsProd'?
          !Join [a]                      | a list of 2 parts is expected here
          !Sub "${Names}"                | ${Names} is a list
          !ImportValue x                 | Fn::ImportValue needs another stack's exports
          !GetAZs ""                     | Fn::GetAZs is not supported here
          !Reff Env                      | unknown function !Reff
          """)
  void mistakesAreNamedWithTheirPlace(String expression, String problem) {
    assertThatThrownBy(() -> workshop.value(expression))
        .isInstanceOf(TemplateProblems.class)
        .hasMessageContaining(problem)
        .hasMessageContaining("template.yaml:15:");
  }

  @Test
  void conditionsThatGoInACircleAreRefused() {
    assertThatThrownBy(() ->
            workshop.deploy(
                """
                Conditions:
                  A: !Not [!Condition B]
                  B: !Not [!Condition A]
                Resources:
                  Q: {Type: AWS::SQS::Queue, Condition: A}
                """))
        .hasMessageContaining("depends on itself");
  }
}
