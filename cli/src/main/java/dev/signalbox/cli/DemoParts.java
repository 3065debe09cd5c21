package dev.signalbox.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.signalbox.aws.event.EventReader;
import dev.signalbox.core.release.Event;
import dev.signalbox.core.route.Decider;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.InstantSource;

/** What the demo uses of the command: the sample, its definition, the console. */
public final class DemoParts {
  private final Home home;
  private final Console console;

  private DemoParts(Home home, Console console) {
    this.home = home;
    this.console = console;
  }

  public static DemoParts here() {
    return new DemoParts(Home.fromLauncher(), Console.standard());
  }

  /** The files of the sample repository. */
  public Path repository() {
    return home.example("repository");
  }

  /** Decides by the sample's definition, with what has changed read from a clone. */
  public Decider decider(Path clone) {
    GitSource source = new GitSource(clone);
    return new Decider(DefinitionFiles.valid(home.example("signalbox.yaml")), _ -> source);
  }

  public Event event(JsonNode event) {
    return new EventReader(InstantSource.system())
        .read(event.toString().getBytes(StandardCharsets.UTF_8));
  }

  public void heading(String text) {
    console.heading(text);
  }

  public void line(String text) {
    console.line(text);
  }
}
