package dev.signalbox.core.ephemeral;

import dev.signalbox.core.release.Push;
import dev.signalbox.core.release.Reach;
import dev.signalbox.core.release.Ref;
import dev.signalbox.core.route.Ephemeral;
import dev.signalbox.core.route.Ephemeral.OnDelete;
import dev.signalbox.core.route.Shop;
import dev.signalbox.core.route.WatchedRepository;
import java.time.Duration;
import java.util.Optional;

/** Branches of the shop and their pipelines. */
public final class Branches {
  public static final WatchedRepository SHOP =
      new WatchedRepository(Shop.REPOSITORY, "main", Shop.TOOLS.reach());

  private Branches() {}

  public static Ephemeral plan(OnDelete onDelete, int most) {
    return new Ephemeral(
        Shop.start("preview", Shop.TOOLS).target().pipeline(),
        "shop-${branch}",
        Duration.ofDays(7),
        onDelete,
        most);
  }

  public static BranchPipeline pipeline(String branch) {
    return pipeline(branch, plan(OnDelete.STOP, 50));
  }

  public static BranchPipeline pipeline(String branch, Ephemeral plan) {
    Push push = Shop.push(Ref.branch(branch), Optional.empty(), Optional.of(Shop.commit(1)));
    return new BranchPipeline(
        plan.pipelineOf(push),
        plan,
        (Reach.Role) Shop.TOOLS.reach(),
        Shop.REPOSITORY,
        Ref.branch(branch));
  }
}
