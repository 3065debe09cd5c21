package dev.signalbox.local.codedeploy.inplace;

import dev.signalbox.local.process.Family;
import dev.signalbox.local.process.Session;
import dev.signalbox.local.process.Tether;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import software.amazon.awssdk.services.codedeploy.model.LifecycleErrorCode;

/** Runs the scripts of bundles. What they leave running goes on until {@code local} ends. */
final class Scripts implements AutoCloseable {
  private static final String MARK = "SIGNALBOX_SCRIPT";
  private static final int TAIL = 2048;
  private static final Duration LAST_WORDS = Duration.ofMillis(500);

  private final Tether tether = new Tether();
  private final Queue<Family> started = new ConcurrentLinkedQueue<>();
  private volatile boolean closed;

  /**
   * @param archive the bundle's folder, which the script's location is in
   * @return the last of what it wrote
   */
  String run(String event, Path archive, ServerSpec.Hook hook, Map<String, String> environment)
      throws IOException, InterruptedException, Ill {
    Path script = script(archive, hook.location());
    String id = UUID.randomUUID().toString();
    Process process = start(script, archive, environment, id);
    // No process works in that directory: it is known by its session and its mark alone.
    Family family = new Family(process.toHandle(), MARK + "=" + id, archive.resolve(".no-" + id));
    tether.tie(process.pid());
    started.add(family);
    Output output = new Output(process.getInputStream());
    if (closed || !process.waitFor(hook.timeout().toMillis(), TimeUnit.MILLISECONDS)) {
      family.kill();
      throw ill(
          LifecycleErrorCode.SCRIPT_TIMED_OUT,
          hook,
          "Script at specified location: %s failed to complete in %d seconds"
              .formatted(hook.location(), hook.timeout().toSeconds()),
          output.tail(event, hook));
    }
    String tail = output.tail(event, hook);
    if (process.exitValue() != 0) {
      throw ill(
          LifecycleErrorCode.SCRIPT_FAILED,
          hook,
          "Script at specified location: %s failed with exit code %d"
              .formatted(hook.location(), process.exitValue()),
          tail);
    }
    if (family.size() == 0) {
      started.remove(family);
      tether.untie(process.pid());
    }
    return tail;
  }

  private static Path script(Path archive, String location) throws IOException, Ill {
    Path script = archive.resolve(location.replaceFirst("^/+", "")).normalize();
    if (!script.startsWith(archive)
        || !Files.isRegularFile(script)
        || !script.toRealPath().startsWith(archive.toRealPath())) {
      throw new Ill(
          LifecycleErrorCode.SCRIPT_MISSING,
          location,
          "Script does not exist at specified location: " + location,
          "");
    }
    Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(script);
    if (permissions.add(PosixFilePermission.OWNER_EXECUTE)) {
      Files.setPosixFilePermissions(script, permissions);
    }
    return script;
  }

  private static Process start(
      Path script, Path archive, Map<String, String> environment, String id) throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(Session.of(List.of(script.toString())))
            .directory(archive.toFile())
            .redirectErrorStream(true)
            .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()));
    Map<String, String> all = new HashMap<>(environment);
    all.put("PATH", builder.environment().getOrDefault("PATH", "/usr/bin:/bin"));
    all.put(MARK, id);
    builder.environment().clear();
    builder.environment().putAll(all);
    return builder.start();
  }

  private static Ill ill(
      LifecycleErrorCode code, ServerSpec.Hook hook, String message, String tail) {
    return new Ill(code, hook.location(), message, tail);
  }

  @Override
  public void close() {
    closed = true;
    started.forEach(Family::kill);
    tether.close();
  }

  /** The last that a script writes; something it leaves running may keep on writing. */
  private static final class Output {
    private final StringBuilder text = new StringBuilder();
    private final Thread reader;

    Output(InputStream in) {
      reader = Thread.ofVirtual().start(() -> read(in));
    }

    private void read(InputStream in) {
      char[] buffer = new char[4096];
      try (Reader characters = new InputStreamReader(in, StandardCharsets.UTF_8)) {
        for (int count = characters.read(buffer); count >= 0; count = characters.read(buffer)) {
          synchronized (text) {
            text.append(buffer, 0, count);
            text.delete(0, Math.max(0, text.length() - TAIL));
          }
        }
      } catch (IOException | UncheckedIOException e) {
        return; // the end as well
      }
    }

    String tail(String event, ServerSpec.Hook hook) throws InterruptedException {
      reader.join(LAST_WORDS);
      synchronized (text) {
        return "LifecycleEvent - %s%nScript - %s%n%s".formatted(event, hook.location(), text);
      }
    }
  }
}
