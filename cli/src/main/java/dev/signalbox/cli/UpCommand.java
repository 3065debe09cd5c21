package dev.signalbox.cli;

import dev.signalbox.local.Local;
import dev.signalbox.local.LocalOptions;
import dev.signalbox.local.front.PortTaken;
import dev.signalbox.local.store.DirectoryUnusable;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Starts {@code local} and keeps it running. */
@Command(
    name = "up",
    description = "Start AWS on this machine and keep it running until Ctrl-C.",
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "Examples:",
      "  ./signalbox up",
      "  ./signalbox up --port 4567 --data .signalbox"
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

  @Override
  public Integer call() throws InterruptedException {
    if (!(timeScale > 0)) {
      throw UserError.wrongUse("--time-scale must be more than 0, got " + timeScale);
    }
    LocalOptions options = LocalOptions.defaults().withPort(port).withTimeScale(timeScale);
    try (Local local = Local.start(data == null ? options : options.withData(data))) {
      CountDownLatch stopped = new CountDownLatch(1);
      Thread main = Thread.currentThread();
      Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(stopped, main)));
      tell(local);
      stopped.await();
    } catch (PortTaken | DirectoryUnusable e) {
      throw UserError.failed(String.valueOf(e.getMessage()));
    }
    return 0;
  }

  /** Ctrl-C: lets the main thread close everything before the process ends. */
  private static void stop(CountDownLatch stopped, Thread main) {
    stopped.countDown();
    try {
      main.join(java.time.Duration.ofSeconds(10));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void tell(Local local) {
    Console console = Console.standard();
    console.line(
        "AWS is at " + local.address() + " (account 111111111111, eu-west-1). Ctrl-C stops it.");
    console.blank();
    console.line("  export AWS_ENDPOINT_URL=" + local.address() + " AWS_DEFAULT_REGION=eu-west-1");
    console.line("  export AWS_ACCESS_KEY_ID=111111111111 AWS_SECRET_ACCESS_KEY=local");
    console.line("  aws codecommit create-repository --repository-name shop");
    console.line(
        "  git clone http://111111111111:local@"
            + local.address().getAuthority()
            + "/v1/repos/shop");
    if (timeScale != 1) {
      console.line("  Time-outs, retries and schedules pass " + timeScale + " times as fast.");
    }
  }
}
