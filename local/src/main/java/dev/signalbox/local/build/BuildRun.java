package dev.signalbox.local.build;

import dev.signalbox.local.api.Builds;
import dev.signalbox.local.api.Clock;
import dev.signalbox.local.build.Buildspec.OnFailure;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.codebuild.model.BuildPhaseType;
import software.amazon.awssdk.services.codebuild.model.PhaseContext;
import software.amazon.awssdk.services.codebuild.model.StatusType;

/** One build, from its place in the queue to its result: which phase follows which. */
final class BuildRun {
  @FunctionalInterface
  private interface Work {
    void run() throws IOException;
  }

  /** The build ends here, for a reason that is written down already. */
  private static final class Ended extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Ended() {
      super(null, null, false, false);
    }
  }

  private final Job job;
  private final Clock clock;
  private final Progress progress;
  private final BuildLog log;
  private final BuildSite site;
  private final AtomicReference<@Nullable Ending> ending = new AtomicReference<>();
  private final CompletableFuture<Void> over = new CompletableFuture<>();
  private volatile Clock.Wait timeout = () -> {};
  private boolean failed;

  BuildRun(Job job, Clock clock, Progress progress, BuildLog log, BuildSite site) {
    this.job = job;
    this.clock = clock;
    this.progress = progress;
    this.log = log;
    this.site = site;
  }

  Job job() {
    return job;
  }

  /** Before the build waits for its place. */
  void submit(Runnable queuedTooLong) {
    progress.submitted();
    progress.enter(BuildPhaseType.QUEUED);
    timeout = clock.after(Duration.ofMinutes(job.build().queuedTimeoutInMinutes()), queuedTooLong);
  }

  void run() {
    timeout.cancel();
    progress.leave(StatusType.SUCCEEDED, List.of());
    timeout =
        clock.after(
            Duration.ofMinutes(job.build().timeoutInMinutes()), () -> end(Ending.TIMED_OUT));
    try {
      phases();
    } catch (Ended e) {
      log.note("Build ended: " + ending.get());
    } finally {
      timeout.cancel();
      site.close();
    }
    try {
      if (ending.get() != Ending.CUT_OFF) {
        complete();
      }
      site.remove();
    } finally {
      over.complete(null);
    }
  }

  private void complete() {
    Ending early = ending.get();
    StatusType status =
        early != null ? early.status() : failed ? StatusType.FAILED : StatusType.SUCCEEDED;
    progress.complete(status);
    job.done()
        .accept(
            new Builds.Result(
                job.build().id(),
                status.toString(),
                progress.failure(),
                site.exported(),
                site.packed(),
                job.build().logs().deepLink()));
  }

  private void phases() {
    boolean ready =
        phase(BuildPhaseType.PROVISIONING, site::provision)
            && phase(BuildPhaseType.DOWNLOAD_SOURCE, this::download);
    boolean built =
        ready
            && commands(BuildPhaseType.INSTALL, OnFailure.ABORT)
            && commands(BuildPhaseType.PRE_BUILD, OnFailure.ABORT)
            && commands(BuildPhaseType.BUILD, OnFailure.CONTINUE)
            && commands(BuildPhaseType.POST_BUILD, OnFailure.CONTINUE);
    if (built) {
      phase(BuildPhaseType.UPLOAD_ARTIFACTS, () -> site.upload(progress));
    }
    phase(BuildPhaseType.FINALIZING, () -> site.finish(!failed));
  }

  private void download() throws IOException {
    site.download(progress);
    site.watch(() -> end(Ending.TOO_MANY_PROCESSES));
  }

  /** Whether the next phase follows. */
  private boolean commands(BuildPhaseType type, OnFailure usual) {
    Buildspec.Phase phase = site.spec().phase(type.toString().toLowerCase(java.util.Locale.ROOT));
    boolean succeeded = phase(type, () -> commands(phase));
    return succeeded || phase.onFailure().orElse(usual) == OnFailure.CONTINUE;
  }

  private void commands(Buildspec.Phase phase) throws IOException {
    Optional<PhaseFailure> first = inOrder(phase.commands(), !failed);
    Optional<PhaseFailure> last = inOrder(phase.last(), !failed && first.isEmpty());
    Optional<PhaseFailure> failure = first.or(() -> last);
    if (failure.isPresent()) {
      throw failure.get();
    }
  }

  private Optional<PhaseFailure> inOrder(List<String> commands, boolean succeeding)
      throws IOException {
    for (String command : commands) {
      if (ending.get() == null) {
        try {
          site.run(command, succeeding);
        } catch (PhaseFailure e) {
          return Optional.of(e);
        }
      }
    }
    return Optional.empty();
  }

  private boolean phase(BuildPhaseType type, Work work) {
    progress.enter(type);
    log.note("Entering phase " + type);
    Optional<PhaseFailure> failure = failure(work);
    Ending early = ending.get();
    if (early != null) {
      if (early != Ending.CUT_OFF) {
        leave(type, early.status(), early.contexts());
      }
      throw new Ended();
    }
    failed |= failure.isPresent();
    failure.ifPresentOrElse(
        it -> leave(type, StatusType.FAILED, List.of(it.context())),
        () -> leave(type, StatusType.SUCCEEDED, List.of()));
    return failure.isEmpty();
  }

  private static Optional<PhaseFailure> failure(Work work) {
    try {
      work.run();
      return Optional.empty();
    } catch (PhaseFailure e) {
      return Optional.of(e);
    } catch (IOException | RuntimeException e) {
      return Optional.of(new PhaseFailure("INTERNAL_SERVICE_ERROR", e.toString()));
    }
  }

  private void leave(BuildPhaseType type, StatusType status, List<PhaseContext> contexts) {
    String code = contexts.isEmpty() ? "" : contexts.getFirst().statusCode();
    String message = contexts.isEmpty() ? "" : contexts.getFirst().message();
    log.note("Phase complete: " + type + " State: " + status);
    log.note("Phase context status code: " + code + " Message: " + message);
    progress.leave(status, contexts);
  }

  /** Ends the build while it runs; what follows happens on its own thread. */
  void end(Ending reason) {
    if (ending.compareAndSet(null, reason)) {
      Thread.ofVirtual().name("end of " + job.build().id()).start(site::kill);
    }
  }

  /** Ends the build before it has got a place. */
  void endInQueue(Ending reason) {
    timeout.cancel();
    ending.set(reason);
    leave(BuildPhaseType.QUEUED, reason.status(), reason.contexts());
    complete();
    over.complete(null);
  }

  /** Waits for the build's end, but no longer than this. */
  void awaitEnd(Duration longest) {
    over.copy().completeOnTimeout(null, longest.toMillis(), TimeUnit.MILLISECONDS).join();
  }
}
