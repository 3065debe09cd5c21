package dev.signalbox.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.signalbox.aws.event.EventReader;
import dev.signalbox.aws.ledger.Publisher;
import dev.signalbox.aws.ledger.VerdictRecords;
import dev.signalbox.core.release.Event;
import dev.signalbox.core.route.Decisions;
import dev.signalbox.core.route.Definition;
import dev.signalbox.definitions.CanonicalForm;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** What the demo uses of the command: the sample, its definition, the console. */
public final class DemoParts {
  private final Home home;
  private final Console console;

  private DemoParts(Home home, Console console) {
    this.home = home;
    this.console = console;
  }

  /**
   * @param json whether standard output is kept for JSON
   */
  public static DemoParts here(boolean json) {
    return new DemoParts(Home.fromLauncher(), json ? Console.beside() : Console.standard());
  }

  /** The files of the sample repository. */
  public Path repository() {
    return home.example("repository");
  }

  /** Signalbox's own template. */
  public Path template() {
    return home.template();
  }

  /** The template of the sample's pipelines. */
  public Path pipelines() {
    return home.example("pipelines.yaml");
  }

  /** The template of the service that one of the pipelines deploys. */
  public Path service() {
    return home.example("service.yaml");
  }

  /** Puts the sample's definition in force. */
  public void publish(DynamoDbClient dynamo, String table) {
    Definition definition = DefinitionFiles.valid(home.example("signalbox.yaml"));
    new Publisher(dynamo, table, InstantSource.system())
        .publish(definition.version(), CanonicalForm.bytes(definition), Optional.empty());
  }

  /** What the decisions about an event are kept under. */
  public String subject(JsonNode event) {
    Event read =
        new EventReader(InstantSource.system())
            .read(event.toString().getBytes(StandardCharsets.UTF_8));
    return new Decisions(read, "", List.of()).subject();
  }

  /** What gates said to a deployment. */
  public List<String> verdicts(VerdictRecords records, String deployment) {
    return records
        .newest(Instant.EPOCH)
        .filter(recorded -> recorded.hook().deployment().equals(deployment))
        .flatMap(recorded -> new VerdictLines(recorded, console).brief().stream())
        .toList();
  }

  public void heading(String text) {
    console.heading(text);
  }

  /** A line of somebody else's text. */
  public void quote(String text) {
    console.line(
        "    " + console.styled(Console.Style.DIM, "| " + Console.safe(text.stripTrailing())));
  }

  public void line(String text) {
    console.line(text);
  }
}
