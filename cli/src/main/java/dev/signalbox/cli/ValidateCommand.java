package dev.signalbox.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.signalbox.definitions.Checked;
import dev.signalbox.definitions.Problem;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
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
      "  ./signalbox validate --json examples/shop/signalbox.yaml"
    })
final class ValidateCommand implements Callable<Integer> {
  @Parameters(
      paramLabel = "FILE",
      description = "Definition files; signalbox.yaml when none is named.")
  private List<Path> files = new ArrayList<>();

  @Option(names = "--json", description = "Print one JSON object.")
  private boolean json;

  @Override
  public Integer call() {
    List<Path> named = files.isEmpty() ? List.of(Path.of("signalbox.yaml")) : files;
    List<Checked> all = named.stream().map(DefinitionFiles::check).toList();
    List<Problem> problems =
        all.stream().flatMap(checked -> checked.problems().stream()).sorted().toList();
    boolean valid = all.stream().allMatch(checked -> checked.definition().isPresent());
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
