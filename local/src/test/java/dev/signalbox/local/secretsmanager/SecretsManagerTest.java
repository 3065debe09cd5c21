package dev.signalbox.local.secretsmanager;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.signalbox.local.LocalServer;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.secretsmanager.model.Filter;
import software.amazon.awssdk.services.secretsmanager.model.FilterNameStringType;
import software.amazon.awssdk.services.secretsmanager.model.SecretListEntry;
import software.amazon.awssdk.services.secretsmanager.model.Tag;

class SecretsManagerTest {
  @RegisterExtension static final LocalServer SERVER = new LocalServer();

  private final SecretsManagerClient secrets = SERVER.client(SecretsManagerClient.builder());

  /** Every test has a secret of its own. */
  private String name = "";

  private String first = "";

  @BeforeEach
  void aSecretOfItsOwn() {
    name = "test/" + UUID.randomUUID();
    first = secrets.createSecret(it -> it.name(name).secretString("one")).versionId();
  }

  private static AwsServiceException refusal(Runnable call) {
    AwsServiceException refusal = catchThrowableOfType(AwsServiceException.class, call::run);
    assertThat(refusal).isNotNull();
    return refusal;
  }

  private static String code(Runnable call) {
    return refusal(call).awsErrorDetails().errorCode();
  }

  private String value(String stage) {
    return secrets.getSecretValue(it -> it.secretId(name).versionStage(stage)).secretString();
  }

  private String put(String value, String... stages) {
    return secrets
        .putSecretValue(it ->
            it.secretId(name)
                .secretString(value)
                .versionStages(stages.length == 0 ? null : List.of(stages)))
        .versionId();
  }

  private Map<String, List<String>> stages() {
    return secrets.describeSecret(it -> it.secretId(name)).versionIdsToStages();
  }

  @Test
  void aSecretIsFoundByNameByArnAndByArnWithoutItsSuffix() {
    String arn = secrets.describeSecret(it -> it.secretId(name)).arn();
    assertThat(arn)
        .matches("arn:aws:secretsmanager:eu-west-1:111111111111:secret:" + name + "-[A-Za-z]{6}");
    for (String id : List.of(name, arn, arn.substring(0, arn.length() - 7))) {
      assertThat(secrets.getSecretValue(it -> it.secretId(id)).secretString()).isEqualTo("one");
    }
    String otherSuffix = arn.substring(0, arn.length() - 6) + "zzzzz1";
    assertThat(code(() -> secrets.getSecretValue(it -> it.secretId(otherSuffix))))
        .isEqualTo("ResourceNotFoundException");
  }

  @Test
  void bytesComeBackAsBytes() {
    byte[] bytes = {0, -1, 10, 127};
    secrets.putSecretValue(it -> it.secretId(name).secretBinary(SdkBytes.fromByteArray(bytes)));
    var value = secrets.getSecretValue(it -> it.secretId(name));
    assertThat(value.secretBinary().asByteArray()).isEqualTo(bytes);
    assertThat(value.secretString()).isNull();
  }

  @Test
  void aNewValueIsCurrentAndTheOneBeforeItPrevious() {
    String second = put("two");
    assertThat(stages())
        .isEqualTo(Map.of(first, List.of("AWSPREVIOUS"), second, List.of("AWSCURRENT")));
    String third = put("three");
    assertThat(stages())
        .isEqualTo(Map.of(second, List.of("AWSPREVIOUS"), third, List.of("AWSCURRENT")));
    assertThat(value("AWSPREVIOUS")).isEqualTo("two");
    assertThat(secrets.listSecretVersionIds(it -> it.secretId(name)).versions()).hasSize(2);
    assertThat(
            secrets
                .listSecretVersionIds(it -> it.secretId(name).includeDeprecated(true))
                .versions())
        .hasSize(3);
  }

  @Test
  void aValueWithAStageOfItsOwnLeavesTheCurrentOne() {
    put("pending", "AWSPENDING");
    assertThat(value("AWSPENDING")).isEqualTo("pending");
    assertThat(value("AWSCURRENT")).isEqualTo("one");
  }

  @Test
  void aStageIsMovedOnlyFromWhereItIs() {
    String pending = put("pending", "AWSPENDING");
    assertThat(
            code(() ->
                secrets.updateSecretVersionStage(
                    it -> it.secretId(name).versionStage("AWSCURRENT").moveToVersionId(pending))))
        .isEqualTo("InvalidParameterException");
    secrets.updateSecretVersionStage(it ->
        it.secretId(name)
            .versionStage("AWSCURRENT")
            .moveToVersionId(pending)
            .removeFromVersionId(first));
    assertThat(value("AWSCURRENT")).isEqualTo("pending");
    assertThat(value("AWSPREVIOUS")).isEqualTo("one");
  }

  @Test
  void theSameRequestAgainChangesNothingAndAnotherValueUnderItsTokenIsRefused() {
    String token = UUID.randomUUID().toString();
    secrets.putSecretValue(it -> it.secretId(name).clientRequestToken(token).secretString("two"));
    put("three");
    secrets.putSecretValue(it -> it.secretId(name).clientRequestToken(token).secretString("two"));
    assertThat(value("AWSCURRENT")).isEqualTo("three");
    assertThat(
            code(() ->
                secrets.putSecretValue(
                    it -> it.secretId(name).clientRequestToken(token).secretString("other"))))
        .isEqualTo("ResourceExistsException");
  }

  @Test
  void aNameIsTakenOnceAndStaysTakenUntilTheSecretIsReallyGone() {
    assertThat(code(() -> secrets.createSecret(it -> it.name(name).secretString("x"))))
        .isEqualTo("ResourceExistsException");
    secrets.deleteSecret(it -> it.secretId(name).recoveryWindowInDays(7L));
    assertThat(code(() -> secrets.createSecret(it -> it.name(name).secretString("x"))))
        .isEqualTo("InvalidRequestException");
    secrets.deleteSecret(it -> it.secretId(name).forceDeleteWithoutRecovery(true));
    secrets.createSecret(it -> it.name(name).secretString("again"));
    assertThat(value("AWSCURRENT")).isEqualTo("again");
  }

  @Test
  void whatIsToBeDeletedCannotBeReadUntilItIsRestored() {
    secrets.deleteSecret(it -> it.secretId(name));
    assertThat(refusal(() -> value("AWSCURRENT")).awsErrorDetails().errorMessage())
        .contains("marked for deletion");
    assertThat(secrets.describeSecret(it -> it.secretId(name)).deletedDate()).isNotNull();
    assertThat(code(() -> put("two"))).isEqualTo("InvalidRequestException");
    secrets.restoreSecret(it -> it.secretId(name));
    assertThat(value("AWSCURRENT")).isEqualTo("one");
  }

  @ParameterizedTest
  @ValueSource(longs = {0, 6, 31})
  void theRecoveryWindowIsAWeekToThirtyDays(long days) {
    assertThat(code(() -> secrets.deleteSecret(it -> it.secretId(name).recoveryWindowInDays(days))))
        .isEqualTo("InvalidParameterException");
  }

  @ParameterizedTest
  @ValueSource(strings = {"with space", "ünï", "a:b", "a\nb"})
  void aNameHasNoOtherCharactersThanAwsAllows(String bad) {
    assertThat(code(() -> secrets.createSecret(it -> it.name(bad))))
        .isEqualTo("ValidationException");
  }

  @Test
  void textAndBytesTogetherOrNeitherAreRefused() {
    SdkBytes bytes = SdkBytes.fromUtf8String("x");
    assertThat(
            code(() ->
                secrets.putSecretValue(
                    it -> it.secretId(name).secretString("x").secretBinary(bytes))))
        .isEqualTo("InvalidParameterException");
    assertThat(code(() -> secrets.putSecretValue(it -> it.secretId(name))))
        .isEqualTo("InvalidRequestException");
  }

  @Test
  void listsAreFilteredAndLeaveOutWhatIsToBeDeleted() {
    secrets.tagResource(it -> it.secretId(name).tags(Tag.builder().key("k").value(name).build()));
    assertThat(listed(FilterNameStringType.TAG_VALUE, name)).containsExactly(name);
    assertThat(listed(FilterNameStringType.NAME, name)).containsExactly(name);
    assertThat(listed(FilterNameStringType.NAME, name, "!" + name)).isEmpty();
    secrets.untagResource(it -> it.secretId(name).tagKeys("k"));
    assertThat(listed(FilterNameStringType.TAG_VALUE, name)).isEmpty();
    secrets.deleteSecret(it -> it.secretId(name));
    assertThat(listed(FilterNameStringType.NAME, name)).isEmpty();
  }

  private List<String> listed(FilterNameStringType key, String... values) {
    return secrets
        .listSecrets(it -> it.filters(Filter.builder().key(key).values(values).build()))
        .secretList()
        .stream()
        .map(SecretListEntry::name)
        .toList();
  }

  @Test
  void aRandomPasswordHasWhatIsAskedFor() {
    String password =
        secrets
            .getRandomPassword(
                it -> it.passwordLength(3L).excludePunctuation(true).excludeCharacters("abc"))
            .randomPassword();
    assertThat(password).matches("[A-Za-z0-9]{3}").matches(".*[A-Z].*").matches(".*[0-9].*");
    assertThat(code(() -> secrets.getRandomPassword(it -> it.passwordLength(2L))))
        .isEqualTo("InvalidParameterException");
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "name,                         name,                      '',   '',      ''",
    "name:key,                     name,                      key,  '',      ''",
    "name:key:STAGE,               name,                      key,  STAGE,   ''",
    "name:::version,               name,                      '',   '',      version",
    "arn:aws:secretsmanager:r:1:secret:n-x,   arn:aws:secretsmanager:r:1:secret:n-x, '', '', ''",
    "arn:aws:secretsmanager:r:1:secret:n-x:k, arn:aws:secretsmanager:r:1:secret:n-x, k,  '', ''",
  })
  void aBuildspecNamesASecretItsKeyItsStageAndItsVersion(
      String text, String id, String key, String stage, String version) {
    SecretReference reference = SecretReference.parse(text);
    assertThat(reference.id()).isEqualTo(id);
    assertThat(reference.key().orElse("")).isEqualTo(key);
    assertThat(reference.stage().orElse("")).isEqualTo(stage);
    assertThat(reference.version().orElse("")).isEqualTo(version);
  }
}
