package dev.signalbox.functions.observer;

import dev.signalbox.core.Refused;
import dev.signalbox.core.ledger.Executions;
import dev.signalbox.core.ledger.LedgerInMemory;
import dev.signalbox.core.observe.Observer;
import dev.signalbox.core.observe.PastRun;
import dev.signalbox.core.observe.Promoter;
import dev.signalbox.core.release.ExecutionId;
import dev.signalbox.core.release.TriggerId;
import dev.signalbox.core.route.Definition;
import dev.signalbox.core.route.Progress;
import dev.signalbox.core.start.Pipeline;
import dev.signalbox.core.start.Pipelines;
import dev.signalbox.core.start.Runs;
import dev.signalbox.core.start.SourceAction;
import dev.signalbox.core.start.StartRequest;
import dev.signalbox.core.start.Starter;
import dev.signalbox.core.start.Trigger;
import dev.signalbox.definitions.yaml.DefinitionFile;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A shop in which production follows shop-web. */
final class Shop implements Pipelines {
  private static final String DEFINITION =
      """
      version: 1
      accounts:
        tools: {id: "111111111111", region: eu-west-1, role: signalbox-target}
      repositories:
        shop: {account: tools}
      routes: []
      promotions:
        - name: to-prod
          after: {pipeline: shop-web, account: tools, branches: [main]}
          start: {pipeline: shop-web-prod, account: tools}
      """;
  private static final SourceAction CHECKOUT =
      SourceAction.codeCommit("Checkout", "shop", Optional.of("main"));

  final List<StartRequest> started = new ArrayList<>();
  boolean missing;

  Observer observer(Progress progress, Executions executions, TriggerId starter) {
    InstantSource clock = InstantSource.system();
    var runs = new Runs(progress, executions);
    Definition definition =
        DefinitionFile.check("signalbox.yaml", DEFINITION.getBytes(StandardCharsets.UTF_8))
            .definition()
            .orElseThrow();
    return new Observer(
        () -> definition,
        runs,
        new Promoter(
            (_, _) ->
                new PastRun(
                    "Succeeded", false, Optional.of(starter), Map.of(CHECKOUT, "2".repeat(40))),
            watched -> {
              throw new IllegalStateException(watched + " need not be asked");
            },
            progress,
            new Starter(this, new LedgerInMemory(), runs, clock),
            clock),
        _ -> {});
  }

  @Override
  public Pipeline describe(Trigger trigger) {
    if (missing) {
      throw new Refused("there is no pipeline " + trigger.pipeline());
    }
    return new Pipeline(trigger.pipeline(), true, List.of(CHECKOUT));
  }

  @Override
  public ExecutionId start(StartRequest request) {
    started.add(request);
    return new ExecutionId("execution-" + started.size());
  }

  @Override
  public Optional<ExecutionId> startedBy(Trigger trigger, Instant since) {
    return Optional.empty();
  }
}
