package dev.signalbox.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.signalbox.definitions.yaml.Suggestion;
import dev.signalbox.local.Local;
import dev.signalbox.local.LocalOptions;
import dev.signalbox.local.Watcher;
import dev.signalbox.local.api.AwsError;
import dev.signalbox.local.lambda.Outcome;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Runs one packed function once. */
@Command(
    name = "invoke",
    description = {
      "Run one packed function under AWS's Java runtime client, with its environment from the"
          + " template and everything else of the template on this machine.",
      "Its answer goes to standard output, what it logs to standard error."
    },
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "Exit codes: 0 it answered, 1 it failed, 2 wrong use.",
      "",
      "Examples:",
      "  ./signalbox invoke RouterFunction --event events/router/branch-updated.json",
      "  ./signalbox invoke ObserverFunction --event events/observer/execution-failed.json",
      "  ./signalbox invoke Mine --template my/template.yaml --event - < event.json"
    })
final class InvokeCommand implements Callable<Integer> {
  private static final JsonMapper JSON = new JsonMapper();

  @Parameters(paramLabel = "FUNCTION", description = "Its logical id in the template or its name.")
  private String function = "";

  @Option(
      names = "--event",
      required = true,
      paramLabel = "FILE",
      description = "The event as JSON; - for standard input.")
  private Path event = Path.of("-");

  @Mixin private Stack stack = new Stack();

  @Override
  public Integer call() {
    byte[] bytes = event();
    stack.check();
    try (Local local = Local.start(LocalOptions.defaults())) {
      local.watch(new ToStandardError());
      Map<String, String> functions = Stack.functions(stack.deployTo(local));
      Outcome outcome = local.invoke(Stack.ACCOUNT, Stack.REGION, name(functions), bytes);
      System.out.println(new String(outcome.payload(), StandardCharsets.UTF_8));
      System.out.flush();
      return outcome instanceof Outcome.Answered ? 0 : UserError.FINDINGS;
    } catch (AwsError e) {
      throw UserError.failed(function + " cannot be run: " + e.getMessage());
    }
  }

  private byte[] event() {
    try {
      byte[] bytes =
          event.toString().equals("-") ? System.in.readAllBytes() : Files.readAllBytes(event);
      JSON.readTree(bytes);
      return bytes;
    } catch (NoSuchFileException e) {
      throw UserError.wrongUse("There is no event " + event);
    } catch (JsonProcessingException e) {
      throw UserError.wrongUse(
          "The event %s is no JSON: line %d, column %d"
              .formatted(event, e.getLocation().getLineNr(), e.getLocation().getColumnNr()));
    } catch (IOException e) {
      throw UserError.wrongUse("The event " + event + " cannot be read: " + e.getMessage());
    }
  }

  private String name(Map<String, String> functions) {
    if (functions.containsValue(function)) {
      return function;
    }
    String name = functions.get(function);
    if (name == null) {
      throw UserError.wrongUse(
          "%s has no function '%s'%s"
                  .formatted(stack.file(), function, Suggestion.among(functions.keySet(), function))
              + (functions.size() > 1 ? " It has " + String.join(", ", functions.keySet()) : ""));
    }
    return name;
  }

  private static final class ToStandardError implements Watcher {
    @Override
    public void logged(String group, String stream, String line) {
      System.err.println(Console.safe(line.replace('\t', ' ')));
    }

    @Override
    public void happened(ObjectNode event, int rules) {
      // Only what the function says is asked for.
    }
  }
}
