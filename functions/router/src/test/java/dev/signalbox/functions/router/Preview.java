package dev.signalbox.functions.router;

import dev.signalbox.core.Unavailable;
import dev.signalbox.core.ephemeral.BranchPipeline;
import dev.signalbox.core.ephemeral.Keeper;
import dev.signalbox.core.ephemeral.Lease;
import dev.signalbox.core.ephemeral.RegisterInMemory;
import dev.signalbox.core.ephemeral.Registered;
import dev.signalbox.core.ephemeral.Sweep;
import dev.signalbox.core.ephemeral.Waiting;
import dev.signalbox.core.ephemeral.Workshop;
import dev.signalbox.core.release.AccountId;
import dev.signalbox.core.release.ExecutionId;
import dev.signalbox.core.release.PipelineId;
import dev.signalbox.core.release.Reach;
import dev.signalbox.core.release.Ref;
import dev.signalbox.core.release.Region;
import dev.signalbox.core.release.Repository;
import dev.signalbox.core.route.Ephemeral;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/** One branch's pipeline that nobody has used for long; it is there, idle and ours. */
final class Preview implements Workshop {
  private static final Region REGION = new Region("eu-west-1");
  private static final AccountId ACCOUNT = new AccountId("111111111111");

  private final RegisterInMemory register = new RegisterInMemory();
  boolean there;
  boolean stuck;

  void isForgotten() {
    there = true;
    var plan =
        new Ephemeral(
            new PipelineId(ACCOUNT, REGION, "shop-preview"),
            "shop-${branch}",
            Duration.ofDays(7),
            Ephemeral.OnDelete.STOP,
            50);
    var pipeline =
        new BranchPipeline(
            new PipelineId(ACCOUNT, REGION, "shop-login"),
            plan,
            new Reach.Role("signalbox-target", Optional.empty()),
            new Repository(ACCOUNT, REGION, "another"),
            Ref.branch("login"));
    var lease = (Lease.Taken) register.take(pipeline, Instant.EPOCH, Instant.EPOCH.plusSeconds(1));
    register.write(
        lease,
        new Registered(pipeline, Instant.EPOCH, Instant.EPOCH, Optional.empty(), Optional.of("1")));
    register.giveBack(lease);
  }

  Sweep sweep(InstantSource clock) {
    var waiting = new Waiting(clock, Duration.ofSeconds(1), _ -> {});
    return new Sweep(
        register,
        new Keeper(
            register,
            this,
            _ -> {
              throw new Unavailable("there is no such repository");
            },
            waiting),
        clock);
  }

  @Override
  public Found find(BranchPipeline pipeline) {
    return there ? Found.OURS : Found.NOTHING;
  }

  @Override
  public String make(BranchPipeline pipeline) {
    throw new IllegalStateException("Nothing is made here");
  }

  @Override
  public String remake(BranchPipeline pipeline, Optional<String> known) {
    throw new IllegalStateException("Nothing is made here");
  }

  @Override
  public List<Run> runs(BranchPipeline pipeline) {
    return List.of();
  }

  @Override
  public void stop(BranchPipeline pipeline, ExecutionId run, boolean abandon) {
    throw new IllegalStateException("Nothing runs here");
  }

  @Override
  public void delete(BranchPipeline pipeline) {
    if (stuck) {
      throw new Unavailable("throttled");
    }
    there = false;
  }
}
