package dev.signalbox.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.signalbox.cli.online.Online;
import dev.signalbox.core.route.Routes;
import dev.signalbox.definitions.Checked;
import dev.signalbox.definitions.Problem;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Checks definition files. */
@Command(
    name = "validate",
    description = "Check definition files; every problem with FILE:LINE:COLUMN.",
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "Examples:",
      "  ./signalbox validate                                    checks signalbox.yaml",
      "  ./signalbox validate --online                           and what it names on AWS",
      "  ./signalbox validate --online --endpoint-url http://127.0.0.1:4566 --region eu-west-1",
      "  ./signalbox validate --json examples/shop/signalbox.yaml"
    })
final class ValidateCommand implements Callable<Integer> {
  @Parameters(
      paramLabel = "FILE",
      description = "Definition files; signalbox.yaml when none is named.")
  private List<Path> files = new ArrayList<>();

  @Option(names = "--json", description = "Print one JSON object.")
  private boolean json;

  @Option(
      names = "--online",
      description =
          "Ask AWS, or this machine, as well: whether pipelines, variables, repositories, roles and"
              + " buses are there, and what else starts the pipelines.")
  private boolean online;

  @Option(
      names = "--router-role",
      paramLabel = "ROLE",
      defaultValue = "signalbox-router",
      description =
          "With --online: whom roles and buses have to let in, by its name in your account or the"
              + " ARN that is the stack's output RouterRoleArn. Default: ${DEFAULT-VALUE}.")
  private String router = "";

  @Mixin private Place place = new Place();

  @Override
  public Integer call() {
    List<Path> named = files.isEmpty() ? List.of(Path.of("signalbox.yaml")) : files;
    List<Checked> all = named.stream().map(DefinitionFiles::check).toList();
    List<Problem> problems =
        Stream.concat(
                all.stream().flatMap(checked -> checked.problems().stream()),
                online ? all.stream().flatMap(checked -> online(checked).stream()) : Stream.of())
            .sorted()
            .toList();
    boolean valid =
        all.stream().allMatch(checked -> checked.definition().isPresent())
            && problems.stream().noneMatch(one -> one.severity() == Problem.Severity.ERROR);
    Console console = Console.standard();
    if (json) {
      console.line(json(valid, problems).toString());
    } else {
      problems.forEach(problem -> console.line(problem.toString()));
      if (valid) {
        console.line(
            named.size() == 1 ? named.getFirst() + " is valid" : named.size() + " files are valid");
      }
    }
    return valid ? 0 : UserError.FINDINGS;
  }

  private List<Problem> online(Checked checked) {
    return checked
        .definition()
        .map(definition -> online(checked, definition.routes()))
        .orElse(List.of());
  }

  private List<Problem> online(Checked checked, Routes routes) {
    try (Progress progress = new Progress("things asked for")) {
      return place
          .at((connection, where) ->
              Trouble.told(
                  "account in " + where,
                  () -> Online.check(routes, connection, router, progress::at)))
          .stream()
          .map(finding ->
              checked
                  .places()
                  .problem(
                      finding.path(),
                      switch (finding.kind()) {
                        case PROBLEM -> Problem.Severity.ERROR;
                        case NOT_CHECKED -> Problem.Severity.NOT_CHECKED;
                      },
                      Console.safe(finding.message())))
          .toList();
    }
  }

  private static ObjectNode json(boolean valid, List<Problem> problems) {
    ObjectNode report = JsonNodeFactory.instance.objectNode().put("valid", valid);
    ArrayNode list = report.putArray("problems");
    for (Problem problem : problems) {
      list.addObject()
          .put("file", problem.file())
          .put("line", problem.line())
          .put("column", problem.column())
          .put("severity", problem.severity().name())
          .put("message", problem.message());
    }
    return report;
  }
}
