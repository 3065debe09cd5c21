package dev.signalbox.local.codecommit.merge;

import dev.signalbox.local.api.AwsError;
import dev.signalbox.local.api.Caller;
import dev.signalbox.local.codecommit.git.Hosted;
import dev.signalbox.local.codecommit.git.Merge;
import dev.signalbox.local.codecommit.git.References;
import dev.signalbox.local.codecommit.history.Authorship;
import dev.signalbox.local.codecommit.merge.MergedFiles.Written;
import java.util.Optional;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.revwalk.RevCommit;
import software.amazon.awssdk.services.codecommit.model.MergeOptionTypeEnum;

/** Merges into a branch, and tells of it. */
public final class BranchMerge {
  private final References references;

  public BranchMerge(References references) {
    this.references = references;
  }

  /** What is to be merged how, under what name. */
  public record Wanted(
      Hosted hosted,
      Merging merging,
      MergeOptionTypeEnum option,
      Policy policy,
      Resolutions resolutions,
      boolean keepEmptyFolders,
      Authorship authorship) {

    Written write() {
      if (option == MergeOptionTypeEnum.FAST_FORWARD_MERGE) {
        if (!merging.isFastForward()) {
          throw Resolutions.manual();
        }
        return new Written(merging.source(), merging.source().getTree());
      }
      return new MergedFiles(merging, resolutions, keepEmptyFolders)
          .write(authorship, option == MergeOptionTypeEnum.SQUASH_MERGE);
    }

    Merge facts() {
      return new Merge(
          merging.base().map(RevCommit::name).orElse(""),
          merging.source().name(),
          merging.destination().name(),
          option.toString(),
          policy.level().toString(),
          policy.strategy().toString());
    }
  }

  /**
   * @param branch which stands at the merge's destination
   * @throws AwsError ManualMergeRequiredException, ConcurrentReferenceUpdateException
   */
  public Written into(String branch, Caller caller, Wanted wanted) {
    Written written = wanted.write();
    ObjectId from = wanted.merging().destination();
    if (!from.equals(written.commit())
        && !references.move(
            wanted.hosted(),
            caller,
            Constants.R_HEADS + branch,
            from,
            written.commit(),
            Optional.of(wanted.facts()))) {
      throw AwsError.of(
          "ConcurrentReferenceUpdateException",
          "The merge cannot be completed because the target branch has been modified. Another user"
              + " might have modified the target branch while the merge was in progress. Wait a few"
              + " minutes, and then try again.");
    }
    return written;
  }

  /** Leaves the merge's commit where only its id leads to it. */
  public Written unreferenced(Caller caller, Wanted wanted) {
    Written written = wanted.write();
    references.unreferenced(wanted.hosted(), caller, written.commit(), wanted.facts());
    return written;
  }
}
