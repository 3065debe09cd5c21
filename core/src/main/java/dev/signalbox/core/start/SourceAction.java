package dev.signalbox.core.start;

import java.util.Optional;

/**
 * An action that brings a pipeline its input.
 *
 * @param place the repository or bucket it reads
 * @param selector the branch, tag or key there; absent where the definition leaves it open
 */
public record SourceAction(String name, Kind kind, String place, Optional<String> selector) {
  /** What can be read whose revision a start can name. */
  public enum Kind {
    CODECOMMIT("CodeCommit", "repository"),
    ECR("ECR", "repository"),
    S3("S3", "bucket"),
    /** GitHub, GitLab and Bitbucket, by a connection. */
    CONNECTION("CodeStarSourceConnection", "repository");

    private final String product;
    private final String noun;

    Kind(String product, String noun) {
      this.product = product;
      this.noun = noun;
    }

    public String product() {
      return product;
    }

    String noun() {
      return noun;
    }
  }

  public static SourceAction codeCommit(String name, String repository, Optional<String> branch) {
    return new SourceAction(name, Kind.CODECOMMIT, repository, branch);
  }
}
