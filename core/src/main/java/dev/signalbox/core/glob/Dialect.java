package dev.signalbox.core.glob;

/** Whose meaning a pattern has. */
public enum Dialect {
  /** Ours. */
  SIGNALBOX("signalbox"),
  /** That of CodePipeline's own triggers: two stars and a slash need a folder to stand for. */
  CODEPIPELINE("codepipeline"),
  /**
   * That of GitHub Actions: {@code ?} and {@code +} repeat the character before them, braces are
   * plain, and in a list a pattern after {@code !} takes back what those before it chose.
   */
  GITHUB("github");

  private final String word;

  Dialect(String word) {
    this.word = word;
  }

  /** As the definition spells it. */
  public String word() {
    return word;
  }
}
