package dev.signalbox.aws.evidence;

import dev.signalbox.aws.client.Calls;
import dev.signalbox.aws.ledger.EvidenceNotes;
import dev.signalbox.aws.ledger.EvidenceNotes.Note;
import dev.signalbox.aws.ledger.PastTurns;
import dev.signalbox.core.Refused;
import dev.signalbox.core.Unavailable;
import dev.signalbox.core.evidence.Bundle;
import dev.signalbox.core.gate.Evidence;
import dev.signalbox.core.gate.Gate;
import dev.signalbox.core.gate.HookId;
import dev.signalbox.core.gate.PastTurn;
import dev.signalbox.core.gate.Recorded;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import software.amazon.awssdk.core.exception.SdkServiceException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * Keeps evidence in a bucket, a bundle for each hook, and its digest in the ledger. Whatever fails
 * is logged, with as much of the evidence as a line takes: the verdict has been told and stays.
 */
public final class S3Evidence implements Evidence {
  /** Somebody was here before: a retry, or somebody who answers the same hook. */
  private static final int EXISTS = 412;

  private final Supplier<S3Client> s3;
  private final String bucket;
  private final String account;
  private final EvidenceNotes notes;
  private final PastTurns turns;
  private final String code;

  /**
   * @param account that must own the bucket
   * @param code the version of Signalbox
   */
  public S3Evidence(
      Supplier<S3Client> s3,
      String bucket,
      String account,
      EvidenceNotes notes,
      PastTurns turns,
      String code) {
    this.s3 = s3;
    this.bucket = bucket;
    this.account = account;
    this.notes = notes;
    this.turns = turns;
    this.code = code;
  }

  /** Where a hook's bundle lies. */
  public static String key(HookId hook) {
    return "gates/%s.zip".formatted(hook.value());
  }

  /** Where a hook's report lies for people who have a browser and no tool. */
  public static String reportKey(HookId hook) {
    return "gates/%s.html".formatted(hook.value());
  }

  @Override
  public void remember(PastTurn turn) {
    try {
      turns.add(turn);
    } catch (RuntimeException e) {
      // A gate that waits must not end as an error: what is lost is a part of its report.
      EvidenceLog.notRemembered(turn, e);
    }
  }

  @Override
  public void keep(Recorded recorded, Gate gate, PastTurn last) {
    Kept kept = Kept.of(code, recorded, gate, all(last));
    remember(last);
    try {
      keep(recorded.hook().id(), kept.bundle());
    } catch (Refused e) {
      EvidenceLog.notKept(kept, e.reason());
    } catch (Unavailable e) {
      EvidenceLog.notKept(kept, e.reason());
    } catch (RuntimeException e) {
      // A verdict that has been told must not end as an error, which would be tried again.
      EvidenceLog.notKept(kept, "The evidence itself failed: " + e);
    }
  }

  /** The turns before this one of the same deployment, and this one. */
  private List<PastTurn> all(PastTurn last) {
    List<PastTurn> all = new ArrayList<>();
    try {
      turns.of(last.hook().deployment()).stream()
          .filter(turn -> turn.from().isBefore(last.from()))
          .forEach(all::add);
    } catch (RuntimeException e) {
      EvidenceLog.notRemembered(last, e);
    }
    all.add(last);
    return all;
  }

  private void keep(HookId hook, Bundle bundle) {
    Note note = notes.kept(hook, new Note(bucket, key(hook), bundle.digest()));
    if (!note.digest().equals(bundle.digest())) {
      // Somebody else keeps other measurements of the same hook: theirs came first.
      return;
    }
    put(key(hook), "application/zip", bundle.zip());
    bundle
        .file(Kept.REPORT)
        .ifPresent(html -> put(reportKey(hook), "text/html; charset=utf-8", html));
    EvidenceLog.kept(hook, bucket, key(hook), bundle.digest());
  }

  /** What is there stays. */
  private void put(String key, String type, byte[] content) {
    Calls.call(
        "keep evidence in bucket " + bucket,
        "Does this role allow s3:PutObject for arn:aws:s3:::%s/gates/*?".formatted(bucket),
        () -> {
          try {
            s3.get()
                .putObject(
                    it ->
                        it.bucket(bucket)
                            .key(key)
                            .contentType(type)
                            .expectedBucketOwner(account)
                            .ifNoneMatch("*"),
                    RequestBody.fromBytes(content));
          } catch (SdkServiceException e) {
            if (e.statusCode() != EXISTS) {
              throw e;
            }
          }
          return true;
        });
  }
}
