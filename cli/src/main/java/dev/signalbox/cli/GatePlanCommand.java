package dev.signalbox.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.signalbox.core.gate.Check;
import dev.signalbox.core.gate.Gate;
import dev.signalbox.core.gate.Guarded;
import dev.signalbox.core.gate.Plan;
import dev.signalbox.core.gate.Plan.Line;
import dev.signalbox.core.gate.Plan.Remark;
import dev.signalbox.core.gate.Wired;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Tells which gate is asked where, and finds mistakes before a deployment does. */
@Command(
    name = "plan",
    description =
        "Which gate is asked where, and what is wrong with that: before a deployment finds out.",
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "Examples:",
      "  ./signalbox gate plan signalbox.yaml",
      "  ./signalbox gate plan --appspec shop/prod=appspec.yaml",
      "  aws ecs describe-services --cluster shop --services web > web.json",
      "  ./signalbox gate plan --service shop/web=web.json"
    })
final class GatePlanCommand implements Callable<Integer> {
  @Parameters(
      arity = "0..1",
      paramLabel = "FILE",
      defaultValue = "signalbox.yaml",
      description = "The definition. Default: ${DEFAULT-VALUE}.")
  private Path file = Path.of("signalbox.yaml");

  @Option(
      names = "--appspec",
      paramLabel = "APPLICATION/GROUP=FILE",
      description = "What the AppSpec of a deployment group calls; can be given more than once.")
  private List<String> appSpecs = List.of();

  @Option(
      names = "--service",
      paramLabel = "CLUSTER/SERVICE=FILE",
      description =
          "What an ECS service calls: a template, or what aws ecs describe-services tells; can be"
              + " given more than once.")
  private List<String> services = List.of();

  @Option(
      names = "--function",
      paramLabel = "NAME",
      description = "The gate function's name. Default: every function counts as it.")
  private @Nullable String function;

  @Option(names = "--json", description = "Print one JSON object.")
  private boolean json;

  @Override
  public Integer call() {
    Map<Guarded.Place, List<Wired>> hooks = new LinkedHashMap<>();
    appSpecs.stream().map(WiredHooks::ofAppSpec).forEach(e -> hooks.put(e.getKey(), e.getValue()));
    services.stream().map(WiredHooks::ofService).forEach(e -> hooks.put(e.getKey(), e.getValue()));
    Plan plan =
        new Plan(
            DefinitionFiles.valid(file).gates(),
            hooks,
            Optional.ofNullable(function),
            InstantSource.system().instant());
    Console console = Console.standard();
    if (json) {
      console.line(json(plan).toString());
    } else {
      tell(plan, console);
    }
    return plan.remarks().stream().anyMatch(Remark::error) ? UserError.FINDINGS : 0;
  }

  private static void tell(Plan plan, Console console) {
    if (plan.lines().isEmpty()) {
      console.line("No gate is declared: a hook that calls Signalbox fails its deployment");
    }
    for (Line line : plan.lines()) {
      console.line(
          "%s  %s  %s, within %s"
              .formatted(
                  Console.safe(line.place().toString()),
                  line.moment().text(),
                  console.styled(Console.Style.BOLD, Console.safe(line.gate().name())),
                  time(line.gate())));
      line.gate()
          .checks()
          .forEach(check ->
              console.line(
                  "    %s (%s%s)"
                      .formatted(Console.safe(check.name()), check.probe().kind(), mode(check))));
    }
    plan.remarks()
        .forEach(remark ->
            console.line(
                console.styled(
                        remark.error() ? Console.Style.RED : Console.Style.YELLOW,
                        remark.error() ? "error: " : "warning: ")
                    + Console.safe(remark.text())));
  }

  private static String time(Gate gate) {
    return gate.budget().toString().substring("PT".length()).toLowerCase(Locale.ROOT);
  }

  private static String mode(Check check) {
    return check.mode() == Check.Mode.DRY_RUN ? ", dry run" : "";
  }

  private static ObjectNode json(Plan plan) {
    ObjectNode report = JsonNodeFactory.instance.objectNode();
    ArrayNode lines = report.putArray("gates");
    for (Line line : plan.lines()) {
      lines
          .addObject()
          .put("place", line.place().toString())
          .put("moment", line.moment().text())
          .put("gate", line.gate().name())
          .put("budget", line.gate().budget().toString())
          .put(
              "checks",
              line.gate().checks().stream().map(Check::name).collect(Collectors.joining(" ")));
    }
    ArrayNode remarks = report.putArray("remarks");
    plan.remarks()
        .forEach(
            remark -> remarks.addObject().put("error", remark.error()).put("text", remark.text()));
    return report;
  }
}
