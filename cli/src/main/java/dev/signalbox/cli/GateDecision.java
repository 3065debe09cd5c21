package dev.signalbox.cli;

import dev.signalbox.aws.client.Calls;
import dev.signalbox.aws.client.Connection;
import dev.signalbox.aws.ledger.DynamoDbApprovals;
import dev.signalbox.aws.ledger.DynamoDbVerdicts;
import dev.signalbox.aws.ledger.Publisher;
import dev.signalbox.core.gate.Gate;
import dev.signalbox.core.gate.Moment;
import dev.signalbox.core.gate.check.Approvals.Decision;
import dev.signalbox.core.gate.check.Approvals.Request;
import dev.signalbox.core.gate.check.Manual;
import dev.signalbox.definitions.CanonicalForm;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.sts.StsClient;

/** What a person says to a gate that waits for one. */
final class GateDecision {
  /** Whatever waits is due by then. */
  private static final Instant EVER = Instant.parse("9999-01-01T00:00:00Z");

  @Parameters(paramLabel = "DEPLOYMENT", description = "The deployment that waits.")
  private String deployment = "";

  @Option(
      names = "--reason",
      required = true,
      paramLabel = "TEXT",
      description = "Why; it is kept with the verdict.")
  private String reason = "";

  @Option(names = "--gate", paramLabel = "NAME", description = "The gate that asks, of several.")
  private @Nullable String gate;

  @Option(
      names = "--at",
      paramLabel = "MOMENT",
      description = "When in the deployment it asks, of several moments: after-test-traffic.")
  private @Nullable String moment;

  @Option(
      names = "--question",
      paramLabel = "TEXT",
      description = "What it asks, of several questions.")
  private @Nullable String question;

  @Mixin private Running running = new Running();

  private record Asking(Gate gate, Request request) {}

  int say(boolean approved) {
    if (reason.isBlank()) {
      throw UserError.wrongUse("--reason is empty: it is kept for those who wonder later");
    }
    Optional<Moment> when = Optional.ofNullable(moment).map(GateDecision::named);
    return running.withLedger((connection, dynamo, table) -> {
      Request request = request(dynamo, table, when);
      if (new DynamoDbVerdicts(dynamo, table)
          .overdue(EVER).stream().noneMatch(o -> o.hook().deployment().equals(deployment))) {
        throw UserError.failed(
            "no gate waits for anybody in deployment '%s'".formatted(Console.safe(deployment)));
      }
      Decision mine =
          new Decision(
              approved,
              whoIAm(connection),
              reason,
              InstantSource.system().instant().truncatedTo(ChronoUnit.MILLIS));
      Decision stands = new DynamoDbApprovals(dynamo, table).decide(request, mine);
      Console.standard()
          .line(
              "%s by %s: %s"
                  .formatted(
                      stands.approved() ? "Approved" : "Rejected",
                      Console.safe(stands.by()),
                      Console.safe(stands.reason())));
      if (!stands.equals(mine)) {
        throw UserError.failed("that was said before, and stays");
      }
      return 0;
    });
  }

  private static Moment named(String text) {
    return Moment.ofText(text)
        .orElseThrow(() ->
            UserError.wrongUse(
                "--at is one of %s, got '%s'"
                    .formatted(
                        Stream.of(Moment.values())
                            .map(Moment::text)
                            .collect(Collectors.joining(", ")),
                        Console.safe(text))));
  }

  private Request request(DynamoDbClient dynamo, String table, Optional<Moment> when) {
    List<Asking> asked = new ArrayList<>();
    for (Gate one : inForce(dynamo, table)) {
      one.checks().stream()
          .filter(check -> check.probe() instanceof Manual)
          .map(check -> ((Manual) check.probe()).question())
          .forEach(text ->
              one.on().moments().stream()
                  .sorted()
                  .map(m -> new Asking(one, new Request(deployment, m, text)))
                  .filter(asking -> isMeant(asking, when))
                  .forEach(asked::add));
    }
    if (asked.isEmpty()) {
      throw UserError.failed("no gate in force asks a person such a question");
    }
    if (asked.size() > 1) {
      throw UserError.wrongUse(
          "which question is meant? Give --gate, --at or --question:\n"
              + asked.stream()
                  .map(a ->
                      "  --gate %s --at %s --question '%s'"
                          .formatted(
                              a.gate().name(),
                              a.request().moment().text(),
                              Console.safe(a.request().question())))
                  .collect(Collectors.joining("\n")));
    }
    return asked.getFirst().request();
  }

  private boolean isMeant(Asking asking, Optional<Moment> when) {
    return (gate == null || asking.gate().name().equals(gate))
        && (question == null || asking.request().question().equals(question))
        && when.map(asking.request().moment()::equals).orElse(true);
  }

  private static List<Gate> inForce(DynamoDbClient dynamo, String table) {
    return new Publisher(dynamo, table, InstantSource.system())
        .inForce()
        .flatMap(Publisher.Published::canonical)
        .map(bytes -> CanonicalForm.read(bytes).gates().all())
        .orElseThrow(() -> UserError.failed("no definition is in force"));
  }

  /** Not what somebody says of oneself, but whose credentials these are. */
  private static String whoIAm(Connection connection) {
    try (StsClient sts = connection.client(StsClient.builder())) {
      return Calls.call(
          "ask whose credentials these are",
          "They must allow sts:GetCallerIdentity.",
          () -> sts.getCallerIdentity().arn());
    }
  }
}
