package dev.signalbox.cli.online;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TrustPolicyTest {
  private static final String ROUTER = "arn:aws:iam::111111111111:role/signalbox-router";

  private static TrustPolicy.Verdict verdict(String statements) {
    return TrustPolicy.of("{\"Statement\":" + statements.replace('\'', '"') + "}")
        .lets(ROUTER, "sts:AssumeRole", Map.of());
  }

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "'arn:aws:iam::111111111111:role/signalbox-router' | YES",
        "['x', 'arn:aws:iam::111111111111:role/signalbox-router'] | YES",
        "'arn:aws:iam::111111111111:root' | YES",
        "'111111111111' | YES",
        "'*' | YES",
        "'arn:aws:iam::111111111111:role/signalbox-router2' | NO",
        "'arn:aws:iam::111111111111:role/signalbox-*' | NO",
        "'arn:aws:iam::222222222222:root' | NO",
        "[] | NO",
      })
  void whoIsNamedIsLetInAndNobodyElse(String principal, TrustPolicy.Verdict verdict) {
    assertThat(
            verdict(
                "{'Effect':'Allow','Action':'sts:AssumeRole','Principal':{'AWS':%s}}"
                    .formatted(principal)))
        .isEqualTo(verdict);
  }

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "{'ArnEquals':{'aws:PrincipalArn':'arn:aws:iam::111111111111:role/signalbox-router'}} |"
            + " YES",
        "{'ArnLike':{'AWS:principalarn':['x','arn:aws:iam::*:role/signalbox-*']}} | YES",
        "{'StringEquals':{'aws:PrincipalArn':'arn:aws:iam::*:role/signalbox-router'}} | NO",
        "{'StringEquals':{'aws:PrincipalAccount':'111111111111'}} | YES",
        "{'StringEquals':{'aws:PrincipalAccount':'222222222222'}} | NO",
        "{'StringEquals':{'sts:ExternalId':'secret'}} | NO",
        "{'StringEquals':{'aws:PrincipalOrgID':'o-1'}} | UNSURE",
        "{'Bool':{'aws:MultiFactorAuthPresent':'true'}} | UNSURE",
        "{'Bool':{'x':'y'},'StringEquals':{'aws:PrincipalAccount':'2'}} | NO",
      })
  void conditionsAreJudgedWhereTheyCanBe(String condition, TrustPolicy.Verdict verdict) {
    assertThat(
            verdict(
                "[{'Effect':'Allow','Action':['sts:TagSession','sts:*'],'Principal':'*','Condition':%s}]"
                    .formatted(condition)))
        .isEqualTo(verdict);
  }

  @Test
  void whatIsDeniedStaysDenied() {
    assertThat(
            verdict(
                "[{'Effect':'Allow','Action':'*','Principal':'*'},"
                    + "{'Effect':'Deny','Action':'sts:*','Principal':{'AWS':'*'}}]"))
        .isEqualTo(TrustPolicy.Verdict.NO);
  }

  @ParameterizedTest(name = "{0} besides: {1}")
  @CsvSource({"Allow, YES", "Deny, UNSURE"})
  void whatNobodyCanJudgeMattersOnlyWhereItCouldChangeTheAnswer(
      String effect, TrustPolicy.Verdict verdict) {
    assertThat(
            verdict(
                ("[{'Effect':'Allow','Action':'sts:*','Principal':'*'},{'Effect':'%s','Action':'*',"
                        + "'Principal':'*','Condition':{'Bool':{'aws:SecureTransport':'false'}}}]")
                    .formatted(effect)))
        .isEqualTo(verdict);
  }

  @Test
  void aPatternMadeToBacktrackComesToAnEnd() {
    assertThat(
            verdict(
                "[{'Effect':'Allow','Action':'%sb','Principal':'*'}]".formatted("*a".repeat(2000))))
        .isEqualTo(TrustPolicy.Verdict.NO);
  }
}
