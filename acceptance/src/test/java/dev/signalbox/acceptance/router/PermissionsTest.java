package dev.signalbox.acceptance.router;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A function may do what its code does, and nothing else. */
class PermissionsTest {
  private static final Pattern CLIENT =
      Pattern.compile("software[.]amazon[.]awssdk[.]services[.](\\w+)[.]\\w+Client");
  private static final Pattern ACTION = Pattern.compile("\\b[a-z][a-z0-9]+:[A-Z]\\w+");
  private static final String ROUTER = "dev.signalbox.functions.router.RouterFunction";
  private static final String WEBHOOK = "dev.signalbox.functions.webhook.WebhookFunction";
  private static final String GATE = "dev.signalbox.functions.gate.GateFunction";
  private static final String OBSERVER = "dev.signalbox.functions.observer.ObserverFunction";

  /** Clients whose names are not those that policies know. */
  private static final Map<String, String> POLICIES_NAMES =
      Map.of(
          "cloudwatchlogs", "logs",
          "elasticloadbalancingv2", "elasticloadbalancing",
          "eventbridge", "events");

  /** What every target needs. */
  private static final String PIPELINES = "dev.signalbox.aws.codepipeline.CodePipelines";

  /** What Lambda does with the function's role. */
  private static final Set<String> LAMBDAS_OWN =
      Set.of("logs:CreateLogStream", "logs:PutLogEvents", "sqs:SendMessage");

  private static final JavaClasses OURS =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("dev.signalbox");

  /** Every action of every client that a function can reach. */
  private static Set<String> called(String function) {
    return reachable(function).stream()
        .flatMap(type -> type.getMethodCallsFromSelf().stream())
        .flatMap(call -> action(call.getTargetOwner(), call.getName()).stream())
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static Optional<String> action(JavaClass owner, String method) {
    var client = CLIENT.matcher(owner.getName());
    return client.matches() && !Set.of("builder", "close", "create").contains(method)
        ? Optional.of(
            POLICIES_NAMES.getOrDefault(client.group(1), client.group(1))
                + ":"
                + method.substring(0, 1).toUpperCase(Locale.ROOT)
                + method.substring(1).replaceFirst("Paginator$", ""))
        : Optional.empty();
  }

  private static Set<JavaClass> reachable(String function) {
    Set<JavaClass> reached = new HashSet<>();
    Deque<JavaClass> waiting = new ArrayDeque<>(List.of(OURS.get(function)));
    while (!waiting.isEmpty()) {
      JavaClass type = waiting.pop();
      if (type.getPackageName().startsWith("dev.signalbox") && reached.add(type)) {
        type.getDirectDependenciesFromSelf().stream()
            .map(Dependency::getTargetClass)
            .map(JavaClass::getBaseComponentType)
            .forEach(waiting::push);
      }
    }
    return reached;
  }

  /** The actions that the policies of a role in a template allow. */
  private static Set<String> allowed(String template, String role) throws IOException {
    String policies =
        Files.readAllLines(Path.of("..", template)).stream()
            .dropWhile(line -> !line.equals("  " + role + ":"))
            .skip(1)
            .takeWhile(line -> line.isEmpty() || line.startsWith("   "))
            .dropWhile(line -> !line.equals("      Policies:"))
            .collect(Collectors.joining("\n"));
    return ACTION
        .matcher(policies)
        .results()
        .map(MatchResult::group)
        .filter(action -> !action.matches("(aws|function):.*|dynamodb:LeadingKeys"))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static Set<String> of(Set<String> actions, String... services) {
    return actions.stream()
        .filter(action -> Stream.of(services).anyMatch(s -> action.startsWith(s + ":")))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  @Test
  void theRoutersRoleAllowsWhatItCallsAndNothingElse() throws IOException {
    Set<String> expected =
        of(called(ROUTER), "codecommit", "dynamodb", "events", "secretsmanager", "sts");
    expected.addAll(LAMBDAS_OWN);

    assertThat(allowed("template.yaml", "RouterRole")).isEqualTo(expected);
  }

  /** What starting pipelines, and following how they run, takes. */
  private static Set<String> starting() {
    Set<String> actions = of(called(PIPELINES), "codepipeline");
    actions.addAll(of(called(OBSERVER), "codepipeline"));
    return actions;
  }

  /** What making pipelines for branches takes besides. */
  private static Set<String> making() {
    Set<String> actions = of(called(ROUTER), "codepipeline");
    // To make a pipeline with tags, which has a role.
    actions.addAll(Set.of("codepipeline:TagResource", "iam:PassRole", "iam:PassedToService"));
    return actions;
  }

  @Test
  void theRolesTheyAssumeAllowWhatTheyDoWithPipelinesAndNothingElse() throws IOException {
    assertThat(allowed("examples/shop/pipelines.yaml", "SignalboxTargetRole"))
        .isEqualTo(starting());
  }

  @Test
  void theRolesThroughWhichPipelinesAreMadeAllowThatAndNothingElse() throws IOException {
    assertThat(allowed("examples/previews/pipelines.yaml", "SignalboxTargetRole"))
        .isEqualTo(making());
  }

  @Test
  void theTemplatesForOtherAccountsAllowTheSame() throws IOException {
    Set<String> both = starting();
    both.addAll(making());

    assertThat(allowed("deploy/target-account.yaml", "TargetRole")).isEqualTo(both);
    assertThat(allowed("deploy/source-account.yaml", "SourceRole"))
        .isEqualTo(of(called(ROUTER), "codecommit"));
  }

  @Test
  void thereIsNoOtherServiceTheRouterCalls() {
    assertThat(called(ROUTER))
        .isEqualTo(
            of(
                called(ROUTER),
                "codecommit",
                "codepipeline",
                "dynamodb",
                "events",
                "secretsmanager",
                "sts"));
  }

  @Test
  void theObserversRoleAllowsWhatItCallsAndNothingElse() throws IOException {
    Set<String> expected = of(called(OBSERVER), "codecommit", "dynamodb", "sts");
    expected.addAll(LAMBDAS_OWN);

    assertThat(allowed("template.yaml", "ObserverRole")).isEqualTo(expected);
  }

  @Test
  void theWebhooksRoleAllowsWhatItCallsAndNothingElse() throws IOException {
    Set<String> expected = called(WEBHOOK);
    expected.addAll(LAMBDAS_OWN);
    // Whoever calls it waits for the answer: there is nothing to keep.
    expected.remove("sqs:SendMessage");

    assertThat(allowed("template.yaml", "WebhookRole")).isEqualTo(expected);
  }

  @Test
  void thereIsNoOtherServiceTheObserverCalls() {
    assertThat(called(OBSERVER))
        .isEqualTo(of(called(OBSERVER), "codecommit", "codepipeline", "dynamodb", "sts"));
  }

  @Test
  void theGatesRoleAllowsWhatItCallsAndNothingElse() throws IOException {
    Set<String> expected = called(GATE);
    expected.addAll(LAMBDAS_OWN);
    // What one calls to invoke a function is not what one needs for it.
    expected.remove("lambda:Invoke");
    expected.add("lambda:InvokeFunction");
    // An AppSpec is read as it is deployed, not as it may have become.
    expected.add("s3:GetObjectVersion");

    assertThat(allowed("template.yaml", "GateRole")).isEqualTo(expected);
  }
}
