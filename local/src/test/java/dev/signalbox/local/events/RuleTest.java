package dev.signalbox.local.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signalbox.local.api.AwsError;
import dev.signalbox.local.api.Calls;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.eventbridge.model.DeleteRuleRequest;
import software.amazon.awssdk.services.eventbridge.model.DeleteRuleResponse;
import software.amazon.awssdk.services.eventbridge.model.DescribeRuleRequest;
import software.amazon.awssdk.services.eventbridge.model.DescribeRuleResponse;
import software.amazon.awssdk.services.eventbridge.model.DisableRuleRequest;
import software.amazon.awssdk.services.eventbridge.model.DisableRuleResponse;
import software.amazon.awssdk.services.eventbridge.model.EnableRuleRequest;
import software.amazon.awssdk.services.eventbridge.model.EnableRuleResponse;
import software.amazon.awssdk.services.eventbridge.model.ListRuleNamesByTargetRequest;
import software.amazon.awssdk.services.eventbridge.model.ListRuleNamesByTargetResponse;
import software.amazon.awssdk.services.eventbridge.model.ListRulesRequest;
import software.amazon.awssdk.services.eventbridge.model.ListRulesResponse;
import software.amazon.awssdk.services.eventbridge.model.ListTagsForResourceRequest;
import software.amazon.awssdk.services.eventbridge.model.ListTagsForResourceResponse;
import software.amazon.awssdk.services.eventbridge.model.ListTargetsByRuleRequest;
import software.amazon.awssdk.services.eventbridge.model.ListTargetsByRuleResponse;
import software.amazon.awssdk.services.eventbridge.model.PutRuleRequest;
import software.amazon.awssdk.services.eventbridge.model.PutRuleResponse;
import software.amazon.awssdk.services.eventbridge.model.RemoveTargetsRequest;
import software.amazon.awssdk.services.eventbridge.model.RemoveTargetsResponse;
import software.amazon.awssdk.services.eventbridge.model.Rule;
import software.amazon.awssdk.services.eventbridge.model.SqsParameters;
import software.amazon.awssdk.services.eventbridge.model.Tag;
import software.amazon.awssdk.services.eventbridge.model.TagResourceRequest;
import software.amazon.awssdk.services.eventbridge.model.TagResourceResponse;
import software.amazon.awssdk.services.eventbridge.model.Target;
import software.amazon.awssdk.services.eventbridge.model.UntagResourceRequest;
import software.amazon.awssdk.services.eventbridge.model.UntagResourceResponse;

class RuleTest {
  private final Scene scene = new Scene();
  private final Calls aws = scene.calls();

  private PutRuleResponse put(PutRuleRequest.Builder rule) {
    return aws.call("PutRule", rule.build(), PutRuleResponse.class);
  }

  private DescribeRuleResponse describe(String name) {
    return aws.call(
        "DescribeRule",
        DescribeRuleRequest.builder().name(name).build(),
        DescribeRuleResponse.class);
  }

  private ListRulesResponse list(ListRulesRequest.Builder request) {
    return aws.call("ListRules", request.build(), ListRulesResponse.class);
  }

  private void delete(String name) {
    aws.call(
        "DeleteRule", DeleteRuleRequest.builder().name(name).build(), DeleteRuleResponse.class);
  }

  @Test
  void aRuleNeedsAPatternOrASchedule() {
    assertThatThrownBy(() -> put(PutRuleRequest.builder().name("r")))
        .hasMessage("Parameter(s) EventPattern or ScheduleExpression must be specified.");
  }

  @Test
  void aRuleIsDescribedAsItWasPut() {
    var arn = scene.rule("r", "{\"source\":[\"shop\"]}");
    assertThat(arn).isEqualTo("arn:aws:events:eu-west-1:111111111111:rule/r");
    var rule = describe("r");
    assertThat(rule.eventPattern()).isEqualTo("{\"source\":[\"shop\"]}");
    assertThat(rule.stateAsString()).isEqualTo("ENABLED");
    assertThat(rule.eventBusName()).isEqualTo("default");
    assertThat(rule.createdBy()).isEqualTo("111111111111");
  }

  @Test
  void aBadPatternIsRefusedAndNothingIsKept() {
    assertThatThrownBy(() -> scene.rule("r", "{\"source\":\"shop\"}"))
        .isInstanceOf(AwsError.class)
        .hasMessageStartingWith("Event pattern is not valid.");
    assertThatThrownBy(() -> describe("r"))
        .hasMessage("Rule r does not exist on EventBus default.");
  }

  @Test
  void aRuleOnAnUnknownBusIsRefused() {
    assertThatThrownBy(() ->
            put(
                PutRuleRequest.builder()
                    .name("r")
                    .eventBusName("nowhere")
                    .eventPattern("{\"source\":[\"shop\"]}")))
        .hasMessage("Event bus nowhere does not exist.");
  }

  @Test
  void puttingARuleAgainReplacesEverythingButTargetsAndTags() {
    scene.ruleTo(Scene.queue().build());
    put(
        PutRuleRequest.builder()
            .name("all")
            .scheduleExpression("rate(1 day)")
            .tags(Tag.builder().key("ignored").value("yes").build()));
    assertThat(describe("all").eventPattern()).isNull();
    assertThat(targets("all")).hasSize(1);
    assertThat(tags(scene.calls(), "rule/all")).isEmpty();
  }

  @Test
  void aDisabledRuleMatchesNothingUntilItIsEnabled() {
    scene.ruleTo(Scene.queue().build());
    aws.call(
        "DisableRule", DisableRuleRequest.builder().name("all").build(), DisableRuleResponse.class);
    scene.put(Scene.event("{}").build());
    assertThat(scene.messages).isEmpty();
    assertThat(describe("all").stateAsString()).isEqualTo("DISABLED");
    aws.call(
        "EnableRule", EnableRuleRequest.builder().name("all").build(), EnableRuleResponse.class);
    scene.put(Scene.event("{}").build());
    assertThat(scene.messages).hasSize(1);
  }

  @Test
  void aRuleWithTargetsIsNotDeletedAndAMissingOneIsDeletedGladly() {
    scene.ruleTo(Scene.queue().build());
    assertThatThrownBy(() -> delete("all"))
        .hasMessage("Rule can't be deleted since it has targets.");
    aws.call(
        "RemoveTargets",
        RemoveTargetsRequest.builder().rule("all").ids("queue", "unknown").build(),
        RemoveTargetsResponse.class);
    delete("all");
    delete("all");
    assertThat(list(ListRulesRequest.builder()).rules()).isEmpty();
  }

  @Test
  void rulesAreListedPageByPage() {
    IntStream.range(0, 5).forEach(n -> scene.rule("r" + n, "{\"source\":[\"shop\"]}"));
    scene.rule("other", "{\"source\":[\"shop\"]}");
    var first = list(ListRulesRequest.builder().namePrefix("r").limit(3));
    assertThat(first.rules()).extracting(Rule::name).containsExactly("r0", "r1", "r2");
    var second =
        list(ListRulesRequest.builder().namePrefix("r").limit(3).nextToken(first.nextToken()));
    assertThat(second.rules()).extracting(Rule::name).containsExactly("r3", "r4");
    assertThat(second.nextToken()).isNull();
    assertThatThrownBy(() -> list(ListRulesRequest.builder().nextToken("made up")))
        .isInstanceOf(AwsError.class);
  }

  @Test
  void accountsAndRegionsDoNotSeeEachOthersRules() {
    scene.ruleTo(Scene.queue().build());
    var other = scene.callsFrom(Scene.THERE);
    assertThat(
            other
                .call("ListRules", ListRulesRequest.builder().build(), ListRulesResponse.class)
                .rules())
        .isEmpty();
  }

  @Test
  void aTargetIsListedWithEveryMemberItWasPutWith() {
    var target =
        Scene.queue()
            .sqsParameters(SqsParameters.builder().messageGroupId("g").build())
            .httpParameters(http -> http.headerParameters(Map.of("X-A", "1")))
            .retryPolicy(retry -> retry.maximumRetryAttempts(0))
            .inputTransformer(t -> t.inputPathsMap(Map.of("A", "$.id")).inputTemplate("<A>"))
            .build();
    scene.ruleTo(target);
    assertThat(targets("all")).containsExactly(target);
  }

  @Test
  void fiveTargetsARuleIsTheLimit() {
    scene.ruleTo(Scene.queue().build());
    IntStream.range(0, 4).forEach(n -> scene.target("all", Scene.queue().id("t" + n).build()));
    assertThatThrownBy(() -> scene.target("all", Scene.queue().id("sixth").build()))
        .hasMessage("The requested resource exceeds the maximum number allowed.");
    scene.target("all", Scene.queue().input("{}").build());
    assertThat(targets("all")).hasSize(5);
  }

  @Test
  void rulesAreFoundByTheirTarget() {
    scene.ruleTo(Scene.queue().build());
    var names =
        aws.call(
            "ListRuleNamesByTarget",
            ListRuleNamesByTargetRequest.builder().targetArn(Scene.QUEUE).build(),
            ListRuleNamesByTargetResponse.class);
    assertThat(names.ruleNames()).containsExactly("all");
  }

  @ParameterizedTest(name = "{0} is no target")
  @ValueSource(strings = {"queue", "arn:aws:sqs", "https://example.com"})
  void aTargetIsAnArn(String arn) {
    scene.rule("r", "{\"source\":[\"shop\"]}");
    assertThatThrownBy(() -> scene.target("r", Target.builder().id("t").arn(arn).build()))
        .hasMessage(
            "Parameter " + arn + " is not valid. Reason: Provided Arn is not in correct format.");
  }

  @Test
  void aPipelineOfAnotherAccountIsNoTargetAndOneOfOursNeedsARole() {
    scene.rule("r", "{\"source\":[\"shop\"]}");
    var theirs = Target.builder().id("p").arn(Scene.THERE.arn("codepipeline", "x")).build();
    assertThatThrownBy(() -> scene.target("r", theirs))
        .hasMessage("Adding cross-account target is not permitted.");
    var ours = Target.builder().id("p").arn(Scene.HERE.arn("codepipeline", "x")).build();
    assertThatThrownBy(() -> scene.target("r", ours)).hasMessageStartingWith("RoleArn is required");
  }

  @Test
  void tagsAreAddedReplacedAndRemoved() {
    var arn =
        put(PutRuleRequest.builder()
                .name("r")
                .eventPattern("{\"source\":[\"shop\"]}")
                .tags(Tag.builder().key("a").value("1").build()))
            .ruleArn();
    aws.call(
        "TagResource",
        TagResourceRequest.builder()
            .resourceARN(arn)
            .tags(
                Tag.builder().key("b").value("2").build(),
                Tag.builder().key("a").value("3").build())
            .build(),
        TagResourceResponse.class);
    aws.call(
        "UntagResource",
        UntagResourceRequest.builder().resourceARN(arn).tagKeys("b", "unknown").build(),
        UntagResourceResponse.class);
    assertThat(tags(aws, "rule/r")).containsExactly("a=3");
    assertThatThrownBy(() -> tags(aws, "rule/missing"))
        .hasMessage("Rule missing does not exist on EventBus default.");
    assertThatThrownBy(() -> tags(aws, "event-bus/missing"))
        .hasMessage("Event bus missing does not exist.");
    assertThat(tags(aws, "event-bus/default")).isEmpty();
  }

  private static List<String> tags(Calls aws, String resource) {
    return aws
        .call(
            "ListTagsForResource",
            ListTagsForResourceRequest.builder()
                .resourceARN(Scene.HERE.arn("events", resource))
                .build(),
            ListTagsForResourceResponse.class)
        .tags()
        .stream()
        .map(tag -> tag.key() + "=" + tag.value())
        .toList();
  }

  private List<Target> targets(String rule) {
    return aws.call(
            "ListTargetsByRule",
            ListTargetsByRuleRequest.builder().rule(rule).build(),
            ListTargetsByRuleResponse.class)
        .targets();
  }
}
