package dev.signalbox.cli;

import dev.signalbox.local.Local;
import dev.signalbox.local.LocalOptions;
import dev.signalbox.local.front.PortTaken;
import dev.signalbox.local.store.DirectoryUnusable;
import dev.signalbox.local.template.Deployed;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Starts {@code local} with a template's functions and keeps it running. */
@Command(
    name = "up",
    description = "Start AWS on this machine with the functions and keep it running until Ctrl-C.",
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "Examples:",
      "  ./signalbox up",
      "  ./signalbox up --port 4567 --data .signalbox",
      "  ./signalbox up --template my/template.yaml --parameter Stage=test",
      "  ./signalbox up --parameter Webhooks=yes --connection acme/shop=../shop",
      "  ./signalbox up --stacks examples/accounts/stacks.yaml    several accounts and Regions"
    })
final class UpCommand implements Callable<Integer> {

  @Option(
      names = "--port",
      defaultValue = "4566",
      description = "On 127.0.0.1; 0 for any free one. Default: ${DEFAULT-VALUE}.")
  private int port;

  @Option(
      names = "--data",
      paramLabel = "DIR",
      description = "Keep everything there; without it a clean slate.")
  private @Nullable Path data;

  @Option(
      names = "--time-scale",
      defaultValue = "1",
      paramLabel = "N",
      description =
          "Time-outs, retries and schedules pass N times as fast. Default: ${DEFAULT-VALUE}.")
  private double timeScale;

  @Option(
      names = "--stacks",
      paramLabel = "FILE",
      description = "Instead of --template: a list of templates for several accounts and Regions.")
  private @Nullable Path stacks;

  @Option(
      names = "--connection",
      paramLabel = "OWNER/NAME=WHERE",
      description =
          "A git repository of this machine, by its folder or an address on loopback, that stands"
              + " for one at GitHub, GitLab or Bitbucket; can be given more than once.")
  private List<String> connections = List.of();

  @Mixin private Stack stack = new Stack();

  private final Console console = Console.standard();

  @Override
  public Integer call() throws InterruptedException {
    if (!(timeScale > 0) || Double.isInfinite(timeScale)) {
      throw UserError.wrongUse("--time-scale must be more than 0, got " + timeScale);
    }
    if (port < 0 || port > 65_535) {
      throw UserError.wrongUse("--port must be 0 to 65535, got " + port);
    }
    for (String connection : connections) {
      if (connection.indexOf('=') < 1) {
        throw UserError.wrongUse("--connection takes OWNER/NAME=WHERE, got '" + connection + "'");
      }
    }
    Deployment deployment = deployment();
    CountDownLatch stop = new CountDownLatch(1);
    try (CtrlC _ = CtrlC.does(stop::countDown)) {
      run(deployment, stop);
    }
    return 0;
  }

  private interface Deployment {
    void onto(Local local);
  }

  private Deployment deployment() {
    if (stacks == null) {
      stack.check();
      return local -> tell(stack.file(), stack.deployTo(local));
    }
    if (stack.isGiven()) {
      throw UserError.wrongUse("--stacks names templates and parameters itself");
    }
    Stacks several = Stacks.read(stacks);
    return local -> several.deployTo(local).forEach(made -> tell(made.stack(), made.deployed()));
  }

  private void connect(Local local) {
    for (String connection : connections) {
      int equals = connection.indexOf('=');
      try {
        local.connect(connection.substring(0, equals), connection.substring(equals + 1));
      } catch (IllegalArgumentException e) {
        throw UserError.wrongUse("--connection: " + e.getMessage());
      }
    }
  }

  private void run(Deployment deployment, CountDownLatch stop) throws InterruptedException {
    LocalOptions options = LocalOptions.defaults().withPort(port).withTimeScale(timeScale);
    try (Local local = Local.start(data == null ? options : options.withData(data))) {
      tell(local.address().toString(), local.address().getAuthority());
      local.watch(new LiveReport(console));
      connect(local);
      deployment.onto(local);
      stop.await();
      console.line("Stopping.");
    } catch (PortTaken | DirectoryUnusable e) {
      throw UserError.failed(String.valueOf(e.getMessage()));
    }
  }

  private void tell(String address, String authority) {
    String credentials =
        "AWS_ACCESS_KEY_ID=%s AWS_SECRET_ACCESS_KEY=local AWS_DEFAULT_REGION=%s"
            .formatted(Stack.ACCOUNT, Stack.REGION);
    List.of(
            "AWS is at %s, account %s, %s. Ctrl-C stops it."
                .formatted(address, Stack.ACCOUNT, Stack.REGION),
            "",
            "  AWS CLI   export " + credentials,
            "            aws --endpoint-url "
                + address
                + " codecommit create-repository --repository-name shop",
            "  git       git clone http://"
                + Stack.ACCOUNT
                + ":local@"
                + authority
                + "/v1/repos/shop",
            "  browser   " + address + "/",
            "")
        .forEach(console::line);
    if (timeScale != 1) {
      console.line("Time-outs, retries and schedules pass " + timeScale + " times as fast.");
    }
  }

  private void tell(Stacks.One one, Deployed deployed) {
    console.line("%s:".formatted(one.place()));
    tell(one.template(), deployed);
  }

  private void tell(Path template, Deployed deployed) {
    Map<String, String> functions = Stack.functions(deployed);
    console.line(
        "Deployed %s: %d resources, among them %s."
            .formatted(
                template,
                deployed.resources().size(),
                functions.isEmpty()
                    ? "no function"
                    : "the functions " + String.join(", ", functions.values())));
    if (!deployed.ignored().isEmpty()) {
      console.line(
          "Not made here: "
              + deployed.ignored().entrySet().stream()
                  .map(it -> it.getKey() + " (" + String.join(", ", it.getValue()) + ")")
                  .collect(Collectors.joining("; ")));
    }
    deployed.outputs().forEach((name, value) -> console.line("  " + name + " = " + value));
  }
}
