package dev.signalbox.local.ssm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.signalbox.local.LocalServer;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.ssm.SsmClient;
import software.amazon.awssdk.services.ssm.model.DescribeParametersRequest;
import software.amazon.awssdk.services.ssm.model.GetParametersByPathResponse;
import software.amazon.awssdk.services.ssm.model.ParameterAlreadyExistsException;
import software.amazon.awssdk.services.ssm.model.ParameterMetadata;
import software.amazon.awssdk.services.ssm.model.ParameterNotFoundException;
import software.amazon.awssdk.services.ssm.model.ParameterStringFilter;
import software.amazon.awssdk.services.ssm.model.ParameterType;
import software.amazon.awssdk.services.ssm.model.ParameterVersionNotFoundException;
import software.amazon.awssdk.services.ssm.model.PutParameterRequest;
import software.amazon.awssdk.services.ssm.model.PutParameterResponse;
import software.amazon.awssdk.services.ssm.model.Tag;

class ParameterStoreTest {
  @RegisterExtension static final LocalServer SERVER = new LocalServer();

  private final SsmClient ssm = SERVER.client(SsmClient.builder());

  /** Every test has a hierarchy of its own. */
  private String root = "";

  @BeforeEach
  void aHierarchyOfItsOwn() {
    root = "/" + UUID.randomUUID();
  }

  private PutParameterResponse put(
      String name, String value, Consumer<PutParameterRequest.Builder> more) {
    PutParameterRequest.Builder request =
        PutParameterRequest.builder().name(name).value(value).type(ParameterType.STRING);
    more.accept(request);
    return ssm.putParameter(request.build());
  }

  private PutParameterResponse put(String name, String value) {
    return put(name, value, _ -> {});
  }

  private PutParameterResponse overwrite(String name, String value) {
    return put(name, value, it -> it.overwrite(true));
  }

  private String value(String name) {
    return ssm.getParameter(it -> it.name(name)).parameter().value();
  }

  private AwsServiceException refusal(Runnable call) {
    AwsServiceException refusal = catchThrowableOfType(AwsServiceException.class, call::run);
    assertThat(refusal).isNotNull();
    return refusal;
  }

  private String code(Runnable call) {
    return refusal(call).awsErrorDetails().errorCode();
  }

  @Test
  void aParameterIsReadAsItWasWritten() {
    String value = "  line one\nline two\t\u0000é🚦\"\\  ";
    assertThat(put(root + "/url", value).version()).isEqualTo(1);
    var parameter = ssm.getParameter(it -> it.name(root + "/url")).parameter();
    assertThat(parameter.value()).isEqualTo(value);
    assertThat(parameter.typeAsString()).isEqualTo("String");
    assertThat(parameter.dataType()).isEqualTo("text");
    assertThat(parameter.arn())
        .isEqualTo("arn:aws:ssm:eu-west-1:111111111111:parameter" + root + "/url");
    assertThat(parameter.lastModifiedDate()).isNotNull();
  }

  @Test
  void anExistingParameterIsOnlyReplacedOnRequest() {
    put(root + "/url", "old");
    assertThat(refusal(() -> put(root + "/url", "new")))
        .isInstanceOf(ParameterAlreadyExistsException.class);
    assertThat(value(root + "/url")).isEqualTo("old");
    assertThat(overwrite(root + "/url", "new").version()).isEqualTo(2);
    assertThat(value(root + "/url")).isEqualTo("new");
  }

  @Test
  void anOlderVersionIsReadByItsNumber() {
    put(root + "/url", "old");
    overwrite(root + "/url", "new");
    var old = ssm.getParameter(it -> it.name(root + "/url:1")).parameter();
    assertThat(old.value()).isEqualTo("old");
    assertThat(old.selector()).isEqualTo(":1");
    for (String missing : List.of(":3", ":latest", ":", ":99999999999999999999")) {
      assertThat(refusal(() -> value(root + "/url" + missing)))
          .isInstanceOf(ParameterVersionNotFoundException.class);
    }
    assertThat(
            ssm.getParameterHistory(it -> it.name(root + "/url")).parameters().stream()
                .map(it -> it.version() + it.value()))
        .containsExactly("1old", "2new");
  }

  @Test
  void theOldestOfMoreThanAHundredVersionsIsForgotten() {
    put(root + "/url", "1");
    IntStream.rangeClosed(2, 101).forEach(n -> overwrite(root + "/url", "" + n));
    assertThat(refusal(() -> value(root + "/url:1")))
        .isInstanceOf(ParameterVersionNotFoundException.class);
    assertThat(value(root + "/url:2")).isEqualTo("2");
    assertThat(
            ssm.getParameterHistoryPaginator(it -> it.name(root + "/url")).stream()
                .flatMap(page -> page.parameters().stream()))
        .hasSize(100);
  }

  @Test
  void aSecretIsOnlyShownToWhoAsksForItDecrypted() {
    put(root + "/password", "hunter2", it -> it.type(ParameterType.SECURE_STRING));
    assertThat(value(root + "/password")).isNotEmpty().doesNotContain("hunter2");
    assertThat(
            ssm.getParameter(it -> it.name(root + "/password").withDecryption(true))
                .parameter()
                .value())
        .isEqualTo("hunter2");
    assertThat(ssm.getParametersByPath(it -> it.path(root)).parameters().getFirst().value())
        .doesNotContain("hunter2");
    assertThat(described(it -> it.key("Path").values(root)).getFirst().keyId())
        .isEqualTo("alias/aws/ssm");
  }

  @Test
  void whatIsNotThereIsListedOrRefused() {
    put(root + "/url", "u");
    assertThat(refusal(() -> value(root + "/nothing")))
        .isInstanceOf(ParameterNotFoundException.class);
    var found =
        ssm.getParameters(it -> it.names(root + "/url", root + "/nothing", root + "/url:9"));
    assertThat(found.parameters()).hasSize(1);
    assertThat(found.invalidParameters())
        .containsExactlyInAnyOrder(root + "/nothing", root + "/url:9");
  }

  @Test
  void aParameterIsAlsoFoundByItsArn() {
    put(root + "/url", "u");
    String arn = ssm.getParameter(it -> it.name(root + "/url")).parameter().arn();
    assertThat(value(arn)).isEqualTo("u");
    assertThat(refusal(() -> value(arn.replace("111111111111", "222222222222"))))
        .isInstanceOf(ParameterNotFoundException.class);
  }

  @Test
  void parametersBelongToTheirRegion() {
    put(root + "/url", "here");
    SsmClient elsewhere =
        SERVER.client(SsmClient.builder(), LocalServer.ACCOUNT, "local", "us-east-1");
    assertThat(refusal(() -> elsewhere.getParameter(it -> it.name(root + "/url"))))
        .isInstanceOf(ParameterNotFoundException.class);
  }

  @Test
  void aPathHoldsItsChildrenAndOnRequestTheirChildren() {
    put(root + "/a", "1");
    put(root + "/b/c", "2");
    put(root + "x", "not below");
    assertThat(names(ssm.getParametersByPath(it -> it.path(root)))).containsExactly(root + "/a");
    assertThat(names(ssm.getParametersByPath(it -> it.path(root + "/").recursive(true))))
        .containsExactly(root + "/a", root + "/b/c");
  }

  private static List<String> names(GetParametersByPathResponse response) {
    return response.parameters().stream().map(it -> it.name()).toList();
  }

  @Test
  void longListsComeInPages() {
    List<String> names = IntStream.range(10, 35).mapToObj(n -> root + "/" + n).toList();
    names.forEach(name -> put(name, "v"));
    var first = ssm.getParametersByPath(it -> it.path(root));
    assertThat(first.parameters()).hasSize(10);
    assertThat(first.nextToken()).isNotEmpty();
    assertThat(
            ssm.getParametersByPathPaginator(it -> it.path(root)).stream()
                .flatMap(page -> names(page).stream()))
        .containsExactlyElementsOf(names);
    assertThat(code(() -> ssm.getParametersByPath(it -> it.path(root).nextToken("made up"))))
        .isEqualTo("InvalidNextToken");
  }

  @Test
  void parametersAreDescribedWithoutTheirValues() {
    put(root + "/url", "u", it -> it.description("where it is").allowedPattern("u+"));
    assertThat(described(it -> it.key("Name").option("BeginsWith").values(root)))
        .singleElement()
        .satisfies(it -> {
          assertThat(it.description()).isEqualTo("where it is");
          assertThat(it.allowedPattern()).isEqualTo("u+");
          assertThat(it.version()).isEqualTo(1);
          assertThat(it.tierAsString()).isEqualTo("Standard");
          assertThat(it.lastModifiedUser()).isEqualTo("arn:aws:iam::111111111111:root");
        });
  }

  private List<ParameterMetadata> described(Consumer<ParameterStringFilter.Builder> filter) {
    ParameterStringFilter.Builder builder = ParameterStringFilter.builder();
    filter.accept(builder);
    return ssm.describeParameters(
            DescribeParametersRequest.builder().parameterFilters(builder.build()).build())
        .parameters();
  }

  @Test
  void parametersAreFoundByTypeTagAndPartOfTheirName() {
    put(root + "/url", "u", it -> it.tags(tag("team", root)));
    put(root + "/list", "a,b", it -> it.type(ParameterType.STRING_LIST));
    assertThat(described(it -> it.key("tag:team").values(root))).hasSize(1);
    assertThat(described(it -> it.key("Name").option("Contains").values(root.substring(5))))
        .hasSize(2);
    assertThat(described(it -> it.key("Type").values("StringList")))
        .extracting(it -> it.name())
        .contains(root + "/list")
        .doesNotContain(root + "/url");
  }

  @ParameterizedTest(name = "filter {0} {1} {2}: {3}")
  @CsvSource({
    "Label,  Equals,     red,     InvalidFilterKey",
    "Name,   Similar,    red,     InvalidFilterOption",
    "Path,   Equals,     /red,    InvalidFilterOption",
    "Type,   Equals,     Number,  InvalidFilterOption",
    "Path,   OneLevel,   red,     ValidationException",
    "Path,   OneLevel,   /aws/x,  ValidationException",
    "Colour, Equals,     red,     ValidationException",
  })
  void aFilterThatMakesNoSenseIsRefused(String key, String option, String value, String code) {
    assertThat(code(() -> described(it -> it.key(key).option(option).values(value))))
        .isEqualTo(code);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "shop/url",
        "awsUrl",
        "ssmUrl",
        "/ssm/url",
        "sp ace",
        "/é",
        "/a//b",
        "/a/",
        "x;rm${IFS}e|sh"
      })
  void aNameThatParametersCannotHaveIsRefused(String name) {
    assertThat(code(() -> put(name, "v"))).isEqualTo("ValidationException");
  }

  @Test
  void namesUnderAwsAreReservedAndHierarchiesHaveALimit() {
    assertThat(code(() -> put("/aws/url", "v"))).isEqualTo("AccessDeniedException");
    put("/1/2/3/4/5/6/7/8/9/10/11/12/13/14/15", "v");
    assertThat(code(() -> put("/1/2/3/4/5/6/7/8/9/10/11/12/13/14/15/16", "v")))
        .isEqualTo("HierarchyLevelLimitExceededException");
  }

  @Test
  void aValueHasItsTiersLimit() {
    put(root + "/most", "é".repeat(4096));
    assertThat(code(() -> put(root + "/more", "v".repeat(4097)))).isEqualTo("ValidationException");
    var tiered = put(root + "/tiered", "v".repeat(4097), it -> it.tier("Intelligent-Tiering"));
    assertThat(tiered.tierAsString()).isEqualTo("Advanced");
    assertThat(code(() -> put(root + "/much", "v".repeat(8193), it -> it.tier("Advanced"))))
        .isEqualTo("ValidationException");
    assertThat(code(() -> put(root + "/none", ""))).isEqualTo("ValidationException");
  }

  @Test
  void aValueMustMatchItsAllowedPattern() {
    assertThat(code(() -> put(root + "/n", "x", it -> it.allowedPattern("^\\d+$"))))
        .isEqualTo("ParameterPatternMismatchException");
    assertThat(code(() -> put(root + "/n", "x", it -> it.allowedPattern("("))))
        .isEqualTo("InvalidAllowedPatternException");
    String endless = "a".repeat(4000) + "!";
    assertThat(code(() -> put(root + "/n", endless, it -> it.allowedPattern("(a+)+"))))
        .isEqualTo("ParameterPatternMismatchException");
    put(root + "/n", "42", it -> it.allowedPattern("^\\d+$"));
  }

  @Test
  void aParametersTypeStays() {
    put(root + "/url", "u");
    assertThat(
            code(() ->
                put(
                    root + "/url",
                    "v",
                    it -> it.type(ParameterType.SECURE_STRING).overwrite(true))))
        .isEqualTo("HierarchyTypeMismatchException");
    assertThat(ssm.putParameter(it -> it.name(root + "/url").value("v").overwrite(true)).version())
        .isEqualTo(2);
    assertThat(code(() -> ssm.putParameter(it -> it.name(root + "/new").value("v"))))
        .isEqualTo("ValidationException");
  }

  @Test
  void whatIsDeletedIsGone() {
    put(root + "/a", "1");
    put(root + "/b", "2");
    ssm.deleteParameter(it -> it.name(root + "/a"));
    assertThat(code(() -> ssm.deleteParameter(it -> it.name(root + "/a"))))
        .isEqualTo("ParameterNotFound");
    var deleted = ssm.deleteParameters(it -> it.names(root + "/a", root + "/b"));
    assertThat(deleted.deletedParameters()).containsExactly(root + "/b");
    assertThat(deleted.invalidParameters()).containsExactly(root + "/a");
    assertThat(put(root + "/a", "again").version()).isEqualTo(1);
  }

  @Test
  void tagsAreAddedAndRemoved() {
    put(root + "/url", "u", it -> it.tags(tag("a", "1")));
    ssm.addTagsToResource(
        it -> it.resourceType("Parameter").resourceId(root + "/url").tags(tag("b", "2")));
    ssm.removeTagsFromResource(
        it -> it.resourceType("Parameter").resourceId(root + "/url").tagKeys("a"));
    assertThat(
            ssm.listTagsForResource(it -> it.resourceType("Parameter").resourceId(root + "/url"))
                .tagList())
        .containsExactly(tag("b", "2"));
    assertThat(code(() -> put(root + "/url", "v", it -> it.overwrite(true).tags(tag("a", "1")))))
        .isEqualTo("ValidationException");
    assertThat(
            code(() ->
                ssm.listTagsForResource(
                    it -> it.resourceType("Parameter").resourceId(root + "/nothing"))))
        .isEqualTo("InvalidResourceId");
  }

  private static Tag tag(String key, String value) {
    return Tag.builder().key(key).value(value).build();
  }

  @Test
  void aNameWithoutASlashStandsAtTheRoot() {
    String bare = root.substring(1);
    put(bare, "x");
    put(root + "/below", "y");
    assertThat(
            ssm.getParametersByPathPaginator(it -> it.path("/")).stream()
                .flatMap(page -> page.parameters().stream())
                .map(it -> it.name()))
        .contains(bare)
        .doesNotContain(root + "/below");
    assertThat(
            ssm.describeParameters(it ->
                    it.parameterFilters(
                        ParameterStringFilter.builder().key("Name").values(root).build()))
                .parameters())
        .extracting(ParameterMetadata::name)
        .containsExactly(bare);
    assertThat(
            ssm.describeParameters(it ->
                    it.parameterFilters(
                        ParameterStringFilter.builder()
                            .key("Name")
                            .option("Contains")
                            .values(root.substring(0, 9))
                            .build()))
                .parameters())
        .extracting(ParameterMetadata::name)
        .containsExactlyInAnyOrder(bare, root + "/below");
  }

  @Test
  void anOverwrittenParameterKeepsItsDescriptionAndItsPattern() {
    put(root, "v1", it -> it.description("a version").allowedPattern("v[0-9]"));
    overwrite(root, "v2");
    assertThat(code(() -> overwrite(root, "w"))).isEqualTo("ParameterPatternMismatchException");
    assertThat(ssm.getParameterHistory(it -> it.name(root)).parameters().getLast().description())
        .isEqualTo("a version");
  }
}
