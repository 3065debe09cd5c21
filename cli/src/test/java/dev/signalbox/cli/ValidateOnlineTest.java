package dev.signalbox.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.cli.online.Finding;
import dev.signalbox.cli.online.Online;
import dev.signalbox.core.release.Account;
import dev.signalbox.core.release.AccountId;
import dev.signalbox.core.release.Reach;
import dev.signalbox.core.release.Region;
import dev.signalbox.core.route.Routes;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.codecommit.CodeCommitClient;
import software.amazon.awssdk.services.codepipeline.CodePipelineClient;
import software.amazon.awssdk.services.codepipeline.model.ActionDeclaration;
import software.amazon.awssdk.services.codepipeline.model.PipelineDeclaration;
import software.amazon.awssdk.services.codepipeline.model.StageDeclaration;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.eventbridge.model.RuleState;
import software.amazon.awssdk.services.eventbridge.model.Target;
import software.amazon.awssdk.services.iam.IamClient;

class ValidateOnlineTest {
  @RegisterExtension static final OnThisMachine AWS = new OnThisMachine();

  private static final String SHOP = "111111111111";
  private static final String TOOLS = "000000000000";
  private static final String FILE =
      """
      version: 1
      accounts:
        dev: {id: "111111111111", region: eu-west-1, role: signalbox-target}
      repositories:
        shop: {account: dev, default-branch: main}
      routes:
        - name: web
          on: {repository: shop, branches: [main]}
          start: {pipeline: shop-web, account: dev, variables: {BRANCH: "${branch}"}}
      """;

  @TempDir private Path directory;

  @BeforeAll
  static void theShop() {
    AWS.local()
        .deploy(
            SHOP,
            "eu-west-1",
            "shop",
            Path.of("../examples/shop/pipelines.yaml"),
            Map.of("SignalboxAccount", SHOP));
    AWS.connection()
        .client(CodeCommitClient.builder())
        .putFile(request ->
            request
                .repositoryName("shop")
                .branchName("main")
                .filePath("a")
                .fileContent(SdkBytes.fromUtf8String("a")));
  }

  private CommandRun validate(String text, Object... more) throws Exception {
    Path file = Files.writeString(directory.resolve("signalbox.yaml"), text);
    return AWS.run(List.of("validate", "--online", file), more);
  }

  private String place(int line, int column) {
    return "%s:%d:%d: ".formatted(directory.resolve("signalbox.yaml"), line, column);
  }

  private static PipelineDeclaration changed(UnaryOperator<ActionDeclaration> change) {
    CodePipelineClient pipelines = AWS.connection().client(CodePipelineClient.builder());
    PipelineDeclaration web = pipelines.getPipeline(request -> request.name("shop-web")).pipeline();
    StageDeclaration first = web.stages().getFirst();
    List<StageDeclaration> stages =
        List.of(
            first.toBuilder().actions(change.apply(first.actions().getFirst())).build(),
            web.stages().get(1));
    return web.toBuilder().stages(stages).build();
  }

  private static void create(PipelineDeclaration pipeline) {
    AWS.connection()
        .client(CodePipelineClient.builder())
        .createPipeline(request -> request.pipeline(pipeline));
  }

  @Test
  void whatIsInOrderIsSaidToBe() throws Exception {
    CommandRun ended = validate(FILE);

    assertThat(ended.exit()).as(ended.out() + ended.err()).isZero();
    assertThat(ended.out()).endsWith("signalbox.yaml is valid\n");
  }

  @Test
  void aPipelineThatIsNotThereIsAProblemWhereItIsNamed() throws Exception {
    CommandRun ended = validate(FILE.replace("shop-web", "shop-wbe"));

    assertThat(ended.exit()).isEqualTo(1);
    assertThat(ended.out())
        .contains(place(9, 23) + "there is no pipeline 111111111111/eu-west-1/shop-wbe");
  }

  @Test
  void thePipelinesOfAPromotionHaveToBeThereToo() throws Exception {
    CommandRun ended =
        validate(
            FILE
                + """
                promotions:
                  - name: prod
                    after: {pipeline: shop-wbe, account: dev, branches: [main]}
                    start: {pipeline: shop-api, account: dev, variables: {STAGE: prod}}
                """);

    assertThat(ended.exit()).isEqualTo(1);
    assertThat(ended.out())
        .contains(place(12, 23) + "there is no pipeline 111111111111/eu-west-1/shop-wbe")
        .contains(place(13, 66), "shop-api declares no variable 'STAGE'");
  }

  @Test
  void aVariableThatThePipelineDoesNotDeclareIsAProblemWhereItIsSet() throws Exception {
    CommandRun ended = validate(FILE.replace("{BRANCH:", "{BRANCHE:"));

    assertThat(ended.exit()).isEqualTo(1);
    assertThat(ended.out())
        .contains(place(9, 68), "declares no variable 'BRANCHE'", "it declares BRANCH");
  }

  @Test
  void aSourceActionThatPollsWouldStartThePipelineTwice() throws Exception {
    create(
        changed(action ->
                action.toBuilder()
                    .configuration(Map.of("RepositoryName", "shop", "BranchName", "main"))
                    .build())
            .toBuilder()
            .name("polling")
            .build());

    CommandRun ended = validate(FILE.replace("shop-web", "polling"));

    assertThat(ended.exit()).isEqualTo(1);
    assertThat(ended.out())
        .contains("action 'Checkout'", "starts it by itself", "PollForSourceChanges to false");
  }

  @Test
  void aPipelineThatReadsAnotherRepositoryIsToldWithWhatItReads() throws Exception {
    create(
        changed(action ->
                action.toBuilder()
                    .configuration(
                        Map.of(
                            "RepositoryName", "till",
                            "BranchName", "main",
                            "PollForSourceChanges", "false"))
                    .build())
            .toBuilder()
            .name("till")
            .build());

    assertThat(validate(FILE.replace("shop-web", "till")).out())
        .contains("no CodeCommit source action for 'shop'", "reads CodeCommit 'till'");
  }

  @Test
  void anotherRuleThatStartsThePipelineIsNamed() throws Exception {
    create(changed(action -> action).toBuilder().name("ruled").build());
    rule("console-made", "default", RuleState.ENABLED);
    rule("switched-off", "default", RuleState.DISABLED);

    CommandRun ended = validate(FILE.replace("shop-web", "ruled"));

    assertThat(ended.exit()).isEqualTo(1);
    assertThat(ended.out())
        .contains("rule 'console-made' on bus 'default' starts", "would start it twice")
        .doesNotContain("switched-off");
  }

  private static void rule(String name, String bus, RuleState state) {
    EventBridgeClient events = AWS.connection().client(EventBridgeClient.builder());
    events.putRule(request ->
        request
            .name(name)
            .eventBusName(bus)
            .state(state)
            .eventPattern("{\"source\":[\"aws.codecommit\"]}"));
    events.putTargets(request ->
        request
            .rule(name)
            .eventBusName(bus)
            .targets(
                Target.builder()
                    .id("t")
                    .arn("arn:aws:codepipeline:eu-west-1:111111111111:ruled")
                    .roleArn("arn:aws:iam::111111111111:role/r")
                    .build()));
  }

  @Test
  void aRepositoryThatIsNotThereAndABranchThatIsNotAreEachTold() throws Exception {
    assertThat(validate(FILE.replace("shop: {", "shoe: {").replace("y: shop,", "y: shoe,")).out())
        .contains(place(5, 3) + "there is no repository 111111111111/eu-west-1/shoe");
    assertThat(validate(FILE.replace("default-branch: main", "default-branch: trunk")).out())
        .contains(place(5, 40), "has no branch 'trunk'");
  }

  @Test
  void aRepositoryOfAnotherNameThanItsKeyIsFoundInTheFile() throws Exception {
    String named =
        FILE.replace("shop: {account", "store: {name: shoe, account")
            .replace("repository: shop", "repository: store");

    assertThat(validate(named).out()).contains(place(5, 17) + "there is no repository");
  }

  @Test
  void aRoleThatIsNotThereIsAProblem() throws Exception {
    CommandRun ended = validate(FILE.replace("signalbox-target", "nobody"));

    assertThat(ended.exit()).isEqualTo(1);
    assertThat(ended.out())
        .contains(place(3, 54) + "there is no role 'nobody' in account 111111111111");
  }

  @Test
  void aRoleThatDoesNotTrustTheRouterIsAProblem() throws Exception {
    CommandRun ended = validate(FILE, "--router-role", "another-router");

    assertThat(ended.exit()).isEqualTo(1);
    assertThat(ended.out())
        .contains("role 'signalbox-target' in account 111111111111 does not let")
        .contains("arn:aws:iam::111111111111:role/another-router");
  }

  @Test
  void anExternalIdThatTheRoleDoesNotKnowIsAProblem() throws Exception {
    role("with-id", "arn:aws:iam::111111111111:root", "right");
    String file = FILE.replace("role: signalbox-target", "role: with-id, external-id: %s");

    assertThat(validate(file.formatted("right")).exit()).isZero();
    assertThat(validate(file.formatted("wrong")).out())
        .contains("does not let", "with external id 'wrong'");
  }

  private static void role(String name, String principal, String externalId) {
    String trust =
        """
        {"Version": "2012-10-17", "Statement": {"Effect": "Allow", "Action": "sts:AssumeRole",
         "Principal": {"AWS": "%s"}, "Condition": {"StringEquals": {"sts:ExternalId": "%s"}}}}\
        """
            .formatted(principal, externalId);
    AWS.connection()
        .client(IamClient.builder())
        .createRole(request -> request.roleName(name).assumeRolePolicyDocument(trust));
  }

  private static List<Finding> from(String account, Account target) {
    return Online.check(
        new Routes(List.of(target), List.of(), List.of()),
        AWS.connection(account),
        "signalbox-router",
        _ -> {});
  }

  private static Account reachedBy(Reach reach) {
    return new Account("prod", new AccountId(SHOP), new Region("eu-west-1"), reach);
  }

  @Test
  void anAccountThatLetsOnlyTheRouterInIsNotCheckedAndThatIsSaidAloud() {
    var role = new Reach.Role("signalbox-target", Optional.empty());

    assertThat(from(TOOLS, reachedBy(role)))
        .singleElement()
        .satisfies(finding -> {
          assertThat(finding.kind()).isEqualTo(Finding.Kind.NOT_CHECKED);
          assertThat(finding.message())
              .contains("cannot be assumed by arn:aws:iam::000000000000:root", "--router-role");
        });
  }

  @Test
  void anotherAccountIsEnteredByItsRole() {
    role("for-tools", "arn:aws:iam::000000000000:root", "id");

    assertThat(from(TOOLS, reachedBy(new Reach.Role("for-tools", Optional.of("id"))))).isEmpty();
  }

  @Test
  void aBusHasToBeThereAndToTakeWhatTheRouterPuts() {
    String bus = "bus-" + UUID.randomUUID();
    Account prod = reachedBy(new Reach.Bus(bus));
    EventBridgeClient events = AWS.connection().client(EventBridgeClient.builder());

    assertThat(from(SHOP, prod))
        .singleElement()
        .satisfies(finding -> {
          assertThat(finding.path()).containsExactly("accounts", "prod", "bus");
          assertThat(finding.message()).contains("there is no bus arn:aws:events:", bus);
        });
    events.createEventBus(request -> request.name(bus));
    assertThat(from(SHOP, prod)).isEmpty();
    assertThat(from(TOOLS, prod))
        .extracting(Finding::kind)
        .containsExactly(Finding.Kind.NOT_CHECKED);
    allow(events, bus, "events:DescribeEventBus");
    assertThat(from(TOOLS, prod))
        .singleElement()
        .satisfies(finding ->
            assertThat(finding.message())
                .contains("does not let arn:aws:iam::000000000000:role/signalbox-router put"));
    allow(events, bus, "events:*");
    assertThat(from(TOOLS, prod)).isEmpty();
  }

  private static void allow(EventBridgeClient events, String bus, String action) {
    String policy =
        """
        {"Version": "2012-10-17", "Statement": [{"Sid": "tools", "Effect": "Allow",
         "Principal": {"AWS": "arn:aws:iam::000000000000:root"}, "Action": "%s",
         "Resource": "arn:aws:events:eu-west-1:111111111111:event-bus/%s"}]}\
        """
            .formatted(action, bus);
    events.putPermission(request -> request.eventBusName(bus).policy(policy));
  }
}
