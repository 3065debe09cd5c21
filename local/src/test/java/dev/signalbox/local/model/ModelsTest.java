package dev.signalbox.local.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;

class ModelsTest {
  private final Models models = new Models();

  /** Counted by another program in the files: a change here changes what is refused. */
  @ParameterizedTest(name = "the model of {0}")
  @CsvSource(
      useHeadersInDisplayName = true,
      textBlock =
          """
          SERVICE,             OPERATIONS, PATTERNS, REQUIRED, VALUES
          codebuild,           59,  4,  88,  216
          codecommit,          79,  2,  230, 54
          codedeploy,          47,  0,  53,  153
          codepipeline,        44,  34, 185, 112
          dynamodb,            57,  0,  0,   0
          ecr,                 58,  16, 98,  95
          ecs,                 77,  4,  209, 339
          elasticloadbalancing, 51, 10, 87,  95
          events,              57,  58, 105, 68
          iam,                 176, 55, 361, 122
          lambda,              85,  72, 226, 263
          logs,                113, 42, 216, 155
          monitoring,          46,  9,  98,  75
          s3,                  111, 0,  0,   0
          scheduler,           12,  13, 43,  19
          secretsmanager,      23,  5,  26,  16
          sns,                 42,  3,  65,  21
          sqs,                 23,  0,  59,   1
          ssm,                 146, 93, 301, 478
          sts,                 11,  14, 26,  0
          """)
  void theModelsAreWhole(String service, int operations, long patterns, int required, int values) {
    Model model = models.service(service).orElseThrow();
    assertThat(model.operations()).hasSize(operations);
    assertThat(texts(model).filter(text -> text.pattern().isPresent()).count()).isEqualTo(patterns);
    assertThat(texts(model).mapToInt(text -> text.values().size()).sum()).isEqualTo(values);
    assertThat(
            model.shapes().stream()
                .filter(Shape.Structure.class::isInstance)
                .flatMap(shape -> ((Shape.Structure) shape).members().values().stream())
                .filter(Shape.Member::required)
                .count())
        .isEqualTo(required);
  }

  private static Stream<Shape.Text> texts(Model model) {
    return model.shapes().stream().filter(Shape.Text.class::isInstance).map(Shape.Text.class::cast);
  }

  @Test
  void everyServiceHasAModelFoundByItsTargetPrefix() {
    for (String service : models.services()) {
      Model model = models.service(service).orElseThrow();
      if (!model.targetPrefix().isEmpty()) {
        assertThat(models.targeted(model.targetPrefix())).contains(model);
      }
      assertThat(model.operations()).as(service).isNotEmpty();
    }
    assertThat(models.service("nonsense")).isEmpty();
    assertThat(models.targeted("Nonsense_20200101")).isEmpty();
  }

  @Test
  void everyShapeAMemberNamesIsThere() {
    for (String service : models.services()) {
      Model model = models.service(service).orElseThrow();
      for (Shape shape : model.shapes()) {
        switch (shape) {
          case Shape.Structure structure ->
              structure.members().values().forEach(m -> model.shape(m.shape()));
          case Shape.Items items -> model.shape(items.member());
          case Shape.Entries entries -> {
            model.shape(entries.key());
            model.shape(entries.value());
          }
          default -> {}
        }
      }
    }
  }

  /** The SDK's classes were generated from AWS's models too: both must tell one story. */
  @ParameterizedTest(name = "requests of {0} have the members their models have")
  @CsvSource({
    "codebuild, codebuild",
    "codecommit, codecommit",
    "codepipeline, codepipeline",
    "events, eventbridge",
    "iam, iam",
    "lambda, lambda",
    "logs, cloudwatchlogs",
    "secretsmanager, secretsmanager",
    "sqs, sqs",
    "ssm, ssm",
    "sts, sts",
  })
  void theModelsKnowEveryMemberTheSdkSends(String service, String sdk) throws Exception {
    Model model = models.service(service).orElseThrow();
    int compared = 0;
    for (ApiOperation operation : model.operations()) {
      Optional<SdkPojo> request = emptyRequest(sdk, operation.name());
      if (request.isPresent() && model.input(operation).isPresent()) {
        Set<String> known =
            model.input(operation).orElseThrow().members().keySet().stream()
                .map(name -> name.toLowerCase(Locale.ROOT))
                .collect(Collectors.toSet());
        Set<String> sent =
            request.get().sdkFields().stream()
                .map(SdkField::memberName)
                .map(name -> name.toLowerCase(Locale.ROOT))
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(known).as(operation.name()).containsAll(sent);
        compared++;
      }
    }
    assertThat(compared).isPositive();
  }

  private static Optional<SdkPojo> emptyRequest(String sdk, String operation) throws Exception {
    try {
      Class<?> type =
          Class.forName(
              "software.amazon.awssdk.services." + sdk + ".model." + operation + "Request");
      return Optional.of((SdkPojo) type.getMethod("builder").invoke(null));
    } catch (ClassNotFoundException e) {
      return Optional.empty();
    }
  }

  @Test
  void aRestOperationIsFoundByItsAddress() {
    Model lambda = models.service("lambda").orElseThrow();
    Model.Addressed found =
        lambda
            .addressed("POST", "/2015-03-31/functions/arn%3Aaws%3Alambda+y/invocations", Map.of())
            .orElseThrow();
    assertThat(found.operation().name()).isEqualTo("Invoke");
    assertThat(found.labels()).containsEntry("FunctionName", "arn:aws:lambda+y");
    assertThat(lambda.addressed("GET", "/nowhere", Map.of())).isEmpty();
    assertThat(lambda.addressed("PATCH", "/2015-03-31/functions/f", Map.of())).isEmpty();
  }

  @ParameterizedTest(name = "GET {1} of {0} is {3}")
  @CsvSource({
    "lambda, /2015-03-31/functions,              ,            ListFunctions",
    "lambda, /2015-03-31/functions/,             ,            ListFunctions",
    "s3,     /,                                  ,            ListBuckets",
    "s3,     /bucket,                            ,            ListObjects",
    "s3,     /bucket/,                           ,            ListObjects",
    "s3,     /bucket,                            list-type=2, ListObjectsV2",
    "s3,     /bucket,                            acl=,        GetBucketAcl",
    "s3,     /bucket/a/b/,                       ,            GetObject",
    "s3,     /bucket/a/b,                        tagging=,    GetObjectTagging",
  })
  void theMostSpecificAddressIsMeant(
      String service, String path, @Nullable String query, String operation) {
    Map<String, String> parameters =
        query == null
            ? Map.of()
            : Map.of(
                query.substring(0, query.indexOf('=')), query.substring(query.indexOf('=') + 1));
    Model model = models.service(service).orElseThrow();
    assertThat(model.addressed("GET", path, parameters).orElseThrow().operation().name())
        .isEqualTo(operation);
  }

  @Test
  void aKeyKeepsItsSlashesAndIsDecodedOnce() {
    Model s3 = models.service("s3").orElseThrow();
    assertThat(s3.addressed("GET", "/bucket/a/b%20%2525/", Map.of()).orElseThrow().labels())
        .containsEntry("Bucket", "bucket")
        .containsEntry("Key", "a/b %25/");
  }
}
