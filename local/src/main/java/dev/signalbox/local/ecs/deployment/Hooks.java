package dev.signalbox.local.ecs.deployment;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.signalbox.local.api.AwsError;
import dev.signalbox.local.api.Clock;
import dev.signalbox.local.api.Events;
import dev.signalbox.local.api.Invocations;
import dev.signalbox.local.ecs.deployment.HookRun.Status;
import dev.signalbox.local.ecs.task.EcsError;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/** The hooks of one deployment: those of a stage are asked side by side, and all must agree. */
public final class Hooks {
  private final Subject subject;
  private final Clock clock;
  private final Events events;
  private final IdentityHashMap<Hook, FunctionHook> functions = new IdentityHashMap<>();
  private final List<Hook> hooks;
  private final List<HookRun> runs = new CopyOnWriteArrayList<>();
  private final Runnable changed;

  /**
   * @param changed told when the state of one of them has changed
   */
  public Hooks(
      Subject subject,
      List<Hook> hooks,
      Clock clock,
      Events events,
      Invocations invocations,
      Runnable changed) {
    this.subject = subject;
    this.hooks = List.copyOf(hooks);
    this.clock = clock;
    this.events = events;
    this.changed = changed;
    for (Hook hook : this.hooks) {
      functions.put(hook, new FunctionHook(subject, hook, clock, invocations));
    }
  }

  /**
   * Asks those of the stage and returns when all have agreed.
   *
   * @throws Halt when one does not, or the deployment is told to end
   */
  public void ask(Stage stage, Weights test, Weights production, Watch watch) throws Halt {
    List<HookRun> asked = new ArrayList<>();
    for (Hook hook : hooks) {
      if (stage.hasHooks() && hook.stages().contains(stage)) {
        HookRun run = new HookRun(hook, stage, clock.instant());
        asked.add(run);
        begin(run, test, production, watch);
      }
    }
    if (asked.isEmpty()) {
      return;
    }
    runs.addAll(asked);
    changed.run();
    try {
      watch.until(() -> settle(asked));
      for (HookRun run : asked) {
        if (refused(run)) {
          throw new Halt(
              Halt.Kind.ROLL_BACK,
              "Lifecycle hook execution failure(s) detected: " + reason(run, stage));
        }
      }
    } finally {
      // Whoever has not answered by then is not asked again.
      asked.forEach(it -> it.become(Status.FAILED));
      changed.run();
    }
  }

  private void begin(HookRun run, Weights test, Weights production, Watch watch) {
    if (run.hook().pause()) {
      tell(run, "HOOK_AWAITING_ACTION");
    } else {
      FunctionHook function = Optional.ofNullable(functions.get(run.hook())).orElseThrow();
      Thread.ofVirtual()
          .name("hook " + run.id())
          .start(() -> {
            function.ask(run, test, production, watch);
            changed.run();
          });
    }
  }

  private boolean settle(List<HookRun> asked) {
    asked.forEach(this::look);
    return asked.stream().noneMatch(HookRun::isOpen) || asked.stream().anyMatch(Hooks::refused);
  }

  private static boolean refused(HookRun run) {
    return run.status() == Status.FAILED
        || (run.status() == Status.TIMED_OUT && !run.hook().continues());
  }

  /** Whether its time is over, or a person has decided. */
  private void look(HookRun run) {
    if (run.hook().pause() && run.isOpen() && !run.action().isEmpty()) {
      boolean goesOn = run.action().equals("CONTINUE");
      become(run, goesOn ? Status.SUCCEEDED : Status.FAILED);
    } else if (run.isOpen() && !clock.instant().isBefore(run.expiresAt())) {
      become(run, Status.TIMED_OUT);
    }
  }

  private void become(HookRun run, Status status) {
    if (run.become(status) && run.hook().pause()) {
      tell(run, "HOOK_" + status);
    }
    changed.run();
  }

  private String reason(HookRun run, Stage stage) {
    String who = run.hook().pause() ? "PAUSE hook " + run.id() : run.hook().function();
    return "%s at %s %s%s"
        .formatted(
            who,
            stage,
            run.status() == Status.TIMED_OUT ? "timed out" : "failed",
            Optional.ofNullable(functions.get(run.hook()))
                .map(FunctionHook::complaint)
                .filter(it -> !it.isEmpty())
                .map(it -> ": " + it)
                .orElse("."));
  }

  private void tell(HookRun run, String name) {
    ObjectNode detail =
        JsonNodeFactory.instance
            .objectNode()
            .put("eventType", "INFO")
            .put("eventName", name)
            .put("hookId", run.id())
            .put("hookType", "PAUSE")
            .put("lifecycleStage", run.stage().toString())
            .put("clusterArn", subject.place().arn("ecs", "cluster/" + subject.cluster()))
            .put("serviceArn", subject.service())
            .put("serviceDeploymentArn", subject.deployment())
            .put("expiresAt", run.expiresAt().toString())
            .put("updatedAt", clock.instant().toString());
    events.emit(
        subject.place(), "aws.ecs", "ECS Hook State Change", List.of(subject.service()), detail);
  }

  /**
   * A person's decision.
   *
   * @throws AwsError InvalidParameterException
   */
  public void decide(String hookId, String action) {
    HookRun run =
        runs.stream()
            .filter(it -> it.id().equals(hookId))
            .findFirst()
            .orElseThrow(
                () -> EcsError.invalid("The lifecycle hook " + hookId + " does not exist."));
    if (run.status() != Status.AWAITING_ACTION) {
      throw EcsError.invalid("The lifecycle hook " + hookId + " is not awaiting an action.");
    }
    run.decide(action);
  }

  /** As DescribeServiceDeployments shows them. */
  public List<ObjectNode> described() {
    return runs.stream().map(HookRun::json).toList();
  }
}
