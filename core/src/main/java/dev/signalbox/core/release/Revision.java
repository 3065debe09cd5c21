package dev.signalbox.core.release;

/** What a source action is to read instead of the newest there is. */
public record Revision(Type type, String value) {
  /** The kinds of revisions that CodePipeline takes. */
  public enum Type {
    COMMIT_ID,
    IMAGE_DIGEST,
    S3_OBJECT_VERSION_ID,
    S3_OBJECT_KEY
  }

  public Revision {
    if (value.isEmpty() || value.length() > 1500) {
      throw new IllegalArgumentException("A revision has 1 to 1500 characters");
    }
  }

  public static Revision of(CommitId commit) {
    return new Revision(Type.COMMIT_ID, commit.value());
  }
}
