package dev.signalbox.local.sts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signalbox.local.LocalServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.DeleteConflictException;
import software.amazon.awssdk.services.iam.model.EntityAlreadyExistsException;
import software.amazon.awssdk.services.iam.model.NoSuchEntityException;
import software.amazon.awssdk.services.iam.model.Role;
import software.amazon.awssdk.services.iam.model.Tag;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.model.StsException;

class StsTest {
  @RegisterExtension static final LocalServer SERVER = new LocalServer();

  private static IamClient iam(String account) {
    return SERVER.client(
        IamClient.builder().region(software.amazon.awssdk.regions.Region.EU_WEST_1),
        account,
        "local",
        "eu-west-1");
  }

  private static StsClient sts(String account) {
    return SERVER.client(StsClient.builder(), account, "local", "eu-west-1");
  }

  private static String trusting(String principal, String condition) {
    return """
    {"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"AWS":"%s"},
    "Action":"sts:AssumeRole"%s}]}\
    """
        .formatted(principal, condition);
  }

  private static String make(String account, String name, String trust) {
    return iam(account)
        .createRole(r -> r.roleName(name).assumeRolePolicyDocument(trust))
        .role()
        .arn();
  }

  @Test
  void theAccountIsPartOfTheCredentials() {
    assertThat(sts("222222222222").getCallerIdentity().account()).isEqualTo("222222222222");
  }

  @Test
  void aWrongSecretIsRefused() {
    StsClient wrong = SERVER.client(StsClient.builder(), "222222222222", "wrong", "eu-west-1");
    assertThatThrownBy(wrong::getCallerIdentity)
        .isInstanceOfSatisfying(
            StsException.class,
            e -> {
              assertThat(e.awsErrorDetails().errorCode()).isEqualTo("SignatureDoesNotMatch");
              assertThat(e.statusCode()).isEqualTo(403);
            });
  }

  @Test
  void anUnknownKeyIsRefused() {
    StsClient unknown = SERVER.client(StsClient.builder(), "AKIANOBODY", "x", "eu-west-1");
    assertThatThrownBy(unknown::getCallerIdentity)
        .isInstanceOfSatisfying(
            StsException.class,
            e -> assertThat(e.awsErrorDetails().errorCode()).isEqualTo("InvalidClientTokenId"));
  }

  @Test
  void aRoleOfAnotherAccountIsAssumedWhenItTrustsTheCaller() {
    String arn = make("333333333333", "trusting", trusting("arn:aws:iam::222222222222:root", ""));
    var assumed = sts("222222222222").assumeRole(r -> r.roleArn(arn).roleSessionName("s-1"));
    assertThat(assumed.assumedRoleUser().arn())
        .isEqualTo("arn:aws:sts::333333333333:assumed-role/trusting/s-1");
  }

  @Test
  void aRoleThatTrustsAnotherAccountIsNotAssumed() {
    String arn =
        make("333333333333", "distrusting", trusting("arn:aws:iam::444444444444:root", ""));
    assertThatThrownBy(
            () -> sts("222222222222").assumeRole(r -> r.roleArn(arn).roleSessionName("s-1")))
        .isInstanceOfSatisfying(
            StsException.class,
            e -> {
              assertThat(e.awsErrorDetails().errorCode()).isEqualTo("AccessDenied");
              assertThat(e.getMessage())
                  .contains("is not authorized to perform: sts:AssumeRole on resource: " + arn);
            });
  }

  @Test
  void anExternalIdThatTheRoleAsksForMustBeGiven() {
    String arn =
        make(
            "333333333333",
            "external",
            trusting(
                "arn:aws:iam::222222222222:root",
                ",\"Condition\":{\"StringEquals\":{\"sts:ExternalId\":\"secret-handshake\"}}"));
    assertThatThrownBy(
            () -> sts("222222222222").assumeRole(r -> r.roleArn(arn).roleSessionName("s-1")))
        .isInstanceOf(StsException.class);
    assertThat(
            sts("222222222222")
                .assumeRole(
                    r -> r.roleArn(arn).roleSessionName("s-1").externalId("secret-handshake"))
                .credentials()
                .accessKeyId())
        .startsWith("ASIA");
  }

  @Test
  void aRoleNobodyMadeIsNotAssumed() {
    assertThatThrownBy(() ->
            sts("222222222222")
                .assumeRole(r -> r.roleArn("arn:aws:iam::1:role/no").roleSessionName("s-1")))
        .isInstanceOf(StsException.class);
  }

  @Test
  void aSessionNameThatAwsRefusesIsRefused() {
    String arn = make("333333333333", "named", trusting("*", ""));
    assertThatThrownBy(
            () -> sts("222222222222").assumeRole(r -> r.roleArn(arn).roleSessionName("a b")))
        .isInstanceOfSatisfying(
            StsException.class,
            e -> assertThat(e.awsErrorDetails().errorCode()).isEqualTo("ValidationError"));
  }

  @Test
  void aRoleIsMadeOnceAndFoundUntilItIsDeleted() {
    make("555555555555", "once", trusting("*", ""));
    assertThatThrownBy(() -> make("555555555555", "once", trusting("*", "")))
        .isInstanceOf(EntityAlreadyExistsException.class);
    iam("555555555555").deleteRole(r -> r.roleName("once"));
    assertThatThrownBy(() -> iam("555555555555").getRole(r -> r.roleName("once")))
        .isInstanceOf(NoSuchEntityException.class);
  }

  @Test
  void aRoleKeepsItsDescriptionItsTagsAndHowLongItsSessionsMayLast() {
    iam("555555555555")
        .createRole(r ->
            r.roleName("kept")
                .assumeRolePolicyDocument(trusting("*", ""))
                .description("builds")
                .maxSessionDuration(7200)
                .tags(Tag.builder().key("team").value("shop").build()));
    iam("555555555555")
        .tagRole(r -> r.roleName("kept").tags(Tag.builder().key("stage").value("prod").build()));
    var role = iam("555555555555").getRole(r -> r.roleName("kept")).role();
    assertThat(role.description()).isEqualTo("builds");
    assertThat(role.maxSessionDuration()).isEqualTo(7200);
    assertThat(role.tags().stream().map(t -> t.key() + "=" + t.value()))
        .containsExactly("stage=prod", "team=shop");
  }

  @Test
  void aRoleWithAnAttachedPolicyIsNotDeletedBeforeItIsDetached() {
    String policy = "arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole";
    make("555555555555", "attached", trusting("*", ""));
    iam("555555555555").attachRolePolicy(r -> r.roleName("attached").policyArn(policy));
    assertThat(
            iam("555555555555")
                .listAttachedRolePolicies(r -> r.roleName("attached"))
                .attachedPolicies()
                .getFirst()
                .policyName())
        .isEqualTo("AWSLambdaBasicExecutionRole");
    assertThatThrownBy(() -> iam("555555555555").deleteRole(r -> r.roleName("attached")))
        .isInstanceOf(DeleteConflictException.class);
    iam("555555555555").detachRolePolicy(r -> r.roleName("attached").policyArn(policy));
    iam("555555555555").deleteRole(r -> r.roleName("attached"));
  }

  @Test
  void rolesAreListedPageByPage() {
    for (String name : new String[] {"a", "b", "c"}) {
      make("666666666666", name, trusting("*", ""));
    }
    assertThat(iam("666666666666").listRoles(r -> r.maxItems(2)).isTruncated()).isTrue();
    assertThat(iam("666666666666").listRolesPaginator(r -> r.maxItems(2)).roles())
        .extracting(Role::roleName)
        .containsExactly("a", "b", "c");
  }

  @Test
  void aSessionsPolicyMustBeAPolicy() {
    String arn = make("333333333333", "scoped", trusting("*", ""));
    assertThatThrownBy(() ->
            sts("222222222222")
                .assumeRole(r -> r.roleArn(arn).roleSessionName("s-1").policy("not json")))
        .isInstanceOfSatisfying(
            StsException.class,
            e -> assertThat(e.awsErrorDetails().errorCode()).isEqualTo("MalformedPolicyDocument"));
  }
}
