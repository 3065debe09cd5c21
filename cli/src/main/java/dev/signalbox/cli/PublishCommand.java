package dev.signalbox.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.signalbox.aws.ledger.Publisher;
import dev.signalbox.core.route.Definition;
import dev.signalbox.definitions.CanonicalForm;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Puts a definition in force. */
@Command(
    name = "publish",
    description =
        "Put a definition file in force: check it, show what it changes, and let the router decide"
            + " by it from its next event on.",
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "Examples:",
      "  ./signalbox publish                                    puts signalbox.yaml in force",
      "  ./signalbox publish --dry-run examples/shop/signalbox.yaml",
      "  ./signalbox publish --endpoint-url http://127.0.0.1:4566 examples/shop/signalbox.yaml"
    })
final class PublishCommand implements Callable<Integer> {
  @Parameters(
      arity = "0..1",
      paramLabel = "FILE",
      defaultValue = "signalbox.yaml",
      description = "The definition file. Default: ${DEFAULT-VALUE}.")
  private Path file;

  @Mixin private Running running = new Running();

  @Option(names = "--dry-run", description = "Show what would change, and change nothing.")
  private boolean dryRun;

  @Option(names = "--json", description = "Print one JSON object.")
  private boolean json;

  @Override
  public Integer call() {
    Definition definition = DefinitionFiles.valid(file);
    byte[] canonical = CanonicalForm.bytes(definition);
    running.withLedger((dynamo, table) -> {
      var publisher = new Publisher(dynamo, table, InstantSource.system());
      Optional<Publisher.Published> before = publisher.inForce();
      List<DefinitionDifference> differences =
          DefinitionDifference.between(before.flatMap(Publisher.Published::canonical), canonical);
      if (!dryRun) {
        publisher.publish(definition.version(), canonical, before);
      }
      tell(definition.version(), before, differences);
      return true;
    });
    return 0;
  }

  private void tell(
      String version,
      Optional<Publisher.Published> before,
      List<DefinitionDifference> differences) {
    Console console = Console.standard();
    if (json) {
      console.line(report(version, before, differences).toString());
      return;
    }
    differences.forEach(difference -> difference.tell(console));
    Optional<String> old = before.map(Publisher.Published::version);
    if (old.equals(Optional.of(version))) {
      console.line("Version %s is in force already".formatted(shortened(version)));
    } else {
      console.line(
          "Version %s %s in force%s"
              .formatted(
                  shortened(version),
                  dryRun ? "would be" : "is now",
                  old.map(v -> " in place of " + shortened(v)).orElse(", the first one")));
    }
  }

  private ObjectNode report(
      String version,
      Optional<Publisher.Published> before,
      List<DefinitionDifference> differences) {
    ObjectNode report =
        JsonNodeFactory.instance
            .objectNode()
            .put("version", version)
            .put("before", before.map(Publisher.Published::version).orElse(null))
            .put("published", !dryRun);
    var changes = report.putArray("changes");
    differences.forEach(difference -> changes.add(difference.json()));
    return report;
  }

  private static String shortened(String version) {
    return version.substring(0, Math.min(12, version.length()));
  }
}
