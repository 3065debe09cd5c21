package dev.signalbox.cli;

import dev.signalbox.aws.client.Calls;
import dev.signalbox.aws.client.Connection;
import dev.signalbox.aws.evidence.Kept;
import dev.signalbox.aws.ledger.DynamoDbVerdicts;
import dev.signalbox.aws.ledger.EvidenceNotes;
import dev.signalbox.aws.ledger.EvidenceNotes.Note;
import dev.signalbox.aws.ledger.VerdictRecords;
import dev.signalbox.core.evidence.Bundle;
import dev.signalbox.core.evidence.Tampered;
import dev.signalbox.core.gate.HookId;
import dev.signalbox.core.gate.Recorded;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.s3.S3Client;

/** Tells what gates said to a deployment, and fetches the evidence. */
@Command(
    name = "show",
    description = "What gates said to a deployment, and why; fetches the evidence.",
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "Examples:",
      "  ./signalbox gate show d-A1B2C3D4E",
      "  ./signalbox gate show d-A1B2C3D4E --report report.html",
      "  ./signalbox gate show HOOK --bundle evidence.zip          of another hook than the last"
          + " one"
    })
final class GateShowCommand implements Callable<Integer> {
  @Parameters(paramLabel = "WHAT", description = "A deployment, or a hook as gate list tells it.")
  private String what = "";

  @Option(names = "--bundle", paramLabel = "FILE", description = "Write the evidence here.")
  private @Nullable Path bundle;

  @Option(names = "--report", paramLabel = "FILE", description = "Write the report here.")
  private @Nullable Path report;

  @Mixin private Running running = new Running();

  @Override
  public Integer call() {
    Console console = Console.standard();
    return running.withLedger((connection, dynamo, table) -> {
      List<Recorded> found = find(dynamo, table);
      if (found.isEmpty()) {
        throw UserError.failed("no gate has said anything to '" + Console.safe(what) + "'");
      }
      EvidenceNotes notes = new EvidenceNotes(dynamo, table);
      Optional<Note> newest = Optional.empty();
      for (Recorded recorded : found) {
        new VerdictLines(recorded, console).tell();
        Optional<Note> note = notes.of(recorded.hook().id());
        newest = newest.or(() -> note);
        console.line(
            "  evidence    "
                + note.map(n -> Console.safe("s3://%s/%s".formatted(n.bucket(), n.key())))
                    .orElse("none kept"));
      }
      if (bundle != null || report != null) {
        fetch(connection, newest.orElseThrow(() -> UserError.failed("no evidence was kept")));
      }
      return 0;
    });
  }

  private List<Recorded> find(DynamoDbClient dynamo, String table) {
    return what.matches("[0-9a-f]{64}")
        ? new DynamoDbVerdicts(dynamo, table).of(new HookId(what)).stream().toList()
        : new VerdictRecords(dynamo, table)
            .newest(Instant.EPOCH)
            .filter(recorded -> recorded.hook().deployment().equals(what))
            .toList();
  }

  private void fetch(Connection connection, Note note) {
    byte[] zip;
    try (S3Client s3 = connection.client(S3Client.builder().forcePathStyle(true))) {
      zip =
          Calls.call(
              "read s3://%s/%s".formatted(note.bucket(), note.key()),
              "Do these credentials allow s3:GetObject there?",
              () ->
                  s3.getObjectAsBytes(it -> it.bucket(note.bucket()).key(note.key()))
                      .asByteArray());
    }
    try {
      Bundle read = Bundle.read(zip);
      if (!read.digest().equals(note.digest())) {
        throw UserError.failed("the evidence in the bucket is not what the ledger knows of");
      }
      write(bundle, zip);
      if (report != null) {
        write(
            report,
            read.file(Kept.REPORT)
                .orElseThrow(() -> UserError.failed("there is no report in the evidence")));
      }
    } catch (Tampered e) {
      throw UserError.failed(
          "the evidence is not as it was left. " + Console.safe(String.valueOf(e.getMessage())));
    }
  }

  private static void write(@Nullable Path file, byte[] content) {
    if (file != null) {
      try {
        Files.write(file, content);
      } catch (IOException e) {
        throw UserError.wrongUse(file + " cannot be written: " + e.getMessage());
      }
    }
  }
}
