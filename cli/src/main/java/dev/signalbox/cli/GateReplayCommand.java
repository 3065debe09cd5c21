package dev.signalbox.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.signalbox.aws.evidence.Kept;
import dev.signalbox.aws.ledger.EvidenceNotes;
import dev.signalbox.core.evidence.Bundle;
import dev.signalbox.core.evidence.Replay;
import dev.signalbox.core.evidence.Tampered;
import dev.signalbox.core.gate.Recorded;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Judges the observations of a bundle again. */
@Command(
    name = "replay",
    description =
        "Judge the stored observations of a bundle again: the verdict has to be the same, to the"
            + " byte. A bundle that was changed is told.",
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "Examples:",
      "  ./signalbox gate show d-A1B2C3D4E --bundle evidence.zip    fetch it",
      "  ./signalbox gate replay evidence.zip",
      "  ./signalbox gate replay evidence.zip --ledger              is it the one that was kept?"
    })
final class GateReplayCommand implements Callable<Integer> {
  @Parameters(paramLabel = "BUNDLE", description = "The zip that a gate left.")
  private Path file = Path.of("");

  @Option(
      names = "--ledger",
      description = "Ask the ledger as well whether this is the bundle that was kept.")
  private boolean ledger;

  @Mixin private Running running = new Running();

  @Option(names = "--json", description = "Print one JSON object.")
  private boolean json;

  @Override
  public Integer call() {
    Bundle bundle = bundle();
    Kept kept = kept(bundle);
    Optional<String> different = different(bundle, kept);
    if (json) {
      Console.standard().line(json(bundle, kept, different).toString());
    } else {
      tell(bundle, kept, different);
    }
    return different.isPresent() ? UserError.FINDINGS : 0;
  }

  private Bundle bundle() {
    try {
      if (Files.isRegularFile(file) && Files.size(file) > Bundle.LARGEST) {
        throw UserError.failed(file + " is larger than any bundle");
      }
      return Bundle.read(DefinitionFiles.read(file));
    } catch (IOException e) {
      throw UserError.wrongUse(file + " cannot be read: " + e.getMessage());
    } catch (Tampered e) {
      throw UserError.failed(
          "%s is not as a gate left it. %s"
              .formatted(file, Console.safe(String.valueOf(e.getMessage()))));
    }
  }

  private Kept kept(Bundle bundle) {
    try {
      return Kept.from(bundle);
    } catch (IllegalArgumentException e) {
      throw UserError.failed(
          "%s cannot be judged again: %s%s"
              .formatted(
                  file,
                  Console.safe(String.valueOf(e.getMessage())),
                  caveat(bundle).map(c -> "\n" + c).orElse("")));
    }
  }

  private static Optional<String> caveat(Bundle bundle) {
    return bundle
        .file(Kept.CAVEAT)
        .map(text -> Console.safe(new String(text, StandardCharsets.UTF_8).strip()));
  }

  /** What is not as it was, if anything, fit for a terminal. */
  private Optional<String> different(Bundle bundle, Kept kept) {
    if (ledger && !isKnown(bundle, kept.recorded())) {
      return Optional.of("the ledger knows another bundle for this hook, or none");
    }
    if (!Arrays.equals(
        bundle.file(Kept.VERDICT).orElse(new byte[0]), Kept.json(kept.recorded().verdict()))) {
      return Optional.of("the bundle tells of two verdicts");
    }
    Replay replay = kept.replay();
    return replay.agrees()
        ? Optional.empty()
        : Optional.of(
            "judged again it is "
                + replay.verdict().outcome()
                + ": "
                + Console.safe(replay.verdict().reason())
                + caveat(bundle).map(c -> "\n" + c).orElse(""));
  }

  private boolean isKnown(Bundle bundle, Recorded recorded) {
    return running.withLedger((dynamo, table) ->
        new EvidenceNotes(dynamo, table)
            .of(recorded.hook().id())
            .filter(note -> note.digest().equals(bundle.digest()))
            .isPresent());
  }

  private static void tell(Bundle bundle, Kept kept, Optional<String> different) {
    Console console = Console.standard();
    new VerdictLines(kept.recorded(), console).tell();
    console.blank();
    kept.replay()
        .unmeasured()
        .forEach(check ->
            console.line(
                "%s left no observation: what it had found was taken over"
                    .formatted(Console.safe(check))));
    console.line(
        different
            .map(how -> console.styled(Console.Style.RED, "NOT THE SAME: ") + how)
            .orElseGet(() ->
                console.styled(Console.Style.GREEN, "THE SAME")
                    + " verdict, to the byte, from what was observed"));
    console.line("digest " + bundle.digest());
  }

  private static ObjectNode json(Bundle bundle, Kept kept, Optional<String> different) {
    ObjectNode report =
        JsonNodeFactory.instance
            .objectNode()
            .put("same", different.isEmpty())
            .put("outcome", kept.replay().verdict().outcome().name())
            .put("reason", kept.replay().verdict().reason())
            .put("hook", kept.recorded().hook().id().value())
            .put("digest", bundle.digest());
    different.ifPresent(how -> report.put("different", how));
    kept.replay().unmeasured().forEach(report.putArray("unmeasured")::add);
    return report;
  }
}
