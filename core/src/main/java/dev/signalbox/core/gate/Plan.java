package dev.signalbox.core.gate;

import dev.signalbox.core.gate.check.Compare;
import dev.signalbox.core.gate.check.Http;
import dev.signalbox.core.gate.check.Preflight;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Which gate is asked where, and what is wrong with that, before any deployment finds out.
 *
 * @param hooks that deployments call, for the places of which they are known
 * @param function the gate function's name; any function counts as it where it is not told
 */
public record Plan(
    Gates gates, Map<Guarded.Place, List<Wired>> hooks, Optional<String> function, Instant now) {
  /** What CodeDeploy's own policy for its role lets it call. */
  static final String CODE_DEPLOYS = "CodeDeployHook_";

  /** One question and who answers it. */
  public record Line(Guarded.Place place, Moment moment, Gate gate) {}

  /**
   * What is wrong.
   *
   * @param error whether a deployment fails by it, or passes without having been looked at
   */
  public record Remark(boolean error, String text) {}

  public Plan {
    hooks = Map.copyOf(hooks);
  }

  private Stream<Wired> wired() {
    return hooks.values().stream()
        .flatMap(List::stream)
        .sorted(Comparator.comparing((Wired w) -> w.place() + " " + w.event()));
  }

  public List<Line> lines() {
    return gates.all().stream()
        .flatMap(
            gate -> gate.on().moments().stream().map(m -> new Line(gate.on().place(), m, gate)))
        .sorted(
            Comparator.comparing((Line line) -> line.place().toString())
                .thenComparing(Line::moment))
        .toList();
  }

  public List<Remark> remarks() {
    List<Remark> remarks = new ArrayList<>();
    gates.all().forEach(gate -> about(gate, remarks));
    lines().forEach(line -> about(line, remarks));
    wired().forEach(hook -> about(hook, remarks));
    return remarks;
  }

  private void about(Gate gate, List<Remark> remarks) {
    String name = "Gate '%s' ".formatted(gate.name());
    if (gate.checks().isEmpty() && !gate.allowEmpty()) {
      remarks.add(error(name + "has no checks: it lets nothing pass"));
    } else if (required(gate).findAny().isEmpty()) {
      remarks.add(warning(name + "can stop nothing: it has no check that counts"));
    } else if (required(gate).allMatch(c -> c.probe() instanceof Compare)) {
      remarks.add(
          warning(name + "stops a first deployment: it only compares, and there is no original"));
    }
    if (gate.on().place() instanceof Guarded.DeploymentGroup
        && gate.budget().compareTo(Duration.ofHours(1)) > 0) {
      remarks.add(error(name + "takes longer than the 3,600 s that CodeDeploy waits for a hook"));
    }
    gate.checks().stream()
        .filter(Plan::hasToAnswer)
        .filter(check -> Preflight.takes(check.probe()).compareTo(budget(check, gate)) > 0)
        .forEach(check ->
            remarks.add(
                error(
                    "Check '%s' of gate '%s' takes %d s at least and has %d s"
                        .formatted(
                            check.name(),
                            gate.name(),
                            Preflight.takes(check.probe()).toSeconds(),
                            budget(check, gate).toSeconds()))));
    gate.skip()
        .filter(skip -> now.isBefore(skip.until()))
        .ifPresent(skip ->
            remarks.add(
                warning(
                    name
                        + "lets everything pass until %s: %s, says %s"
                            .formatted(skip.until(), skip.reason(), skip.by()))));
  }

  private static Stream<Check> required(Gate gate) {
    return gate.checks().stream().filter(check -> check.mode() == Check.Mode.REQUIRED);
  }

  private static boolean hasToAnswer(Check check) {
    return check.mode() == Check.Mode.REQUIRED && check.inconclusive() == Check.Inconclusive.FAIL;
  }

  private static Duration budget(Check check, Gate gate) {
    return check.budget().compareTo(gate.budget()) < 0 ? check.budget() : gate.budget();
  }

  private void about(Line line, List<Remark> remarks) {
    if (line.moment().compareTo(Moment.DURING_TEST_TRAFFIC) < 0) {
      line.gate().checks().stream()
          .filter(Plan::asksTestListener)
          .forEach(check ->
              remarks.add(
                  error(
                      "Check '%s' of gate '%s' asks the test listener at %s, when that still"
                              .formatted(check.name(), line.gate().name(), line.moment().text())
                          + " leads to what served before")));
    }
    if (hooks.containsKey(line.place()) && wired().noneMatch(w -> isFor(w, line))) {
      remarks.add(
          error(
              "Gate '%s' is never asked: no hook of %s calls at %s"
                  .formatted(line.gate().name(), line.place(), line.moment().text())));
    }
  }

  private static boolean asksTestListener(Check check) {
    return check.probe() instanceof Http http
        && http.where() instanceof Http.ByListener(var listener, _)
        && listener == Http.Listener.TEST;
  }

  private boolean isFor(Wired hook, Line line) {
    return isOurs(hook)
        && hook.place().equals(line.place())
        && hook.moment().equals(Optional.of(line.moment()));
  }

  private boolean isOurs(Wired hook) {
    return hook.function().map(Plan::name).filter(n -> n.equals(function.orElse(n))).isPresent();
  }

  private void about(Wired hook, List<Remark> remarks) {
    String name = "The hook of %s at %s ".formatted(hook.place(), hook.event());
    if (hook.moment().isEmpty()) {
      remarks.add(error(name + "is never called: there is no such moment"));
      return;
    }
    hook.function()
        .filter(function ->
            hook.place() instanceof Guarded.DeploymentGroup
                && !name(function).startsWith(CODE_DEPLOYS))
        .ifPresent(function ->
            remarks.add(
                warning(
                    name
                        + ("calls '%s', which AWSCodeDeployRoleForECS may not: its name has to"
                                + " begin with %s, or the role needs a policy of its own")
                            .formatted(name(function), CODE_DEPLOYS))));
    if (hook.goesOn()) {
      remarks.add(error(name + "goes on when it times out: CONTINUE passes what nobody judged"));
    }
    List<Line> answering = lines().stream().filter(line -> isFor(hook, line)).toList();
    if (answering.isEmpty() && isOurs(hook)) {
      remarks.add(error(name + "has no gate: it fails every deployment"));
    }
    answering.stream()
        .filter(
            line -> hook.timeout().filter(t -> t.compareTo(line.gate().budget()) < 0).isPresent())
        .forEach(line ->
            remarks.add(
                error(
                    name
                        + "times out before gate '%s' has used its time"
                            .formatted(line.gate().name()))));
  }

  /** Without what stands before and after a function's name in an ARN. */
  static String name(String function) {
    int at = function.indexOf(":function:");
    String name = at < 0 ? function : function.substring(at + ":function:".length());
    int version = name.indexOf(':');
    return version < 0 ? name : name.substring(0, version);
  }

  private static Remark error(String text) {
    return new Remark(true, text);
  }

  private static Remark warning(String text) {
    return new Remark(false, text);
  }
}
