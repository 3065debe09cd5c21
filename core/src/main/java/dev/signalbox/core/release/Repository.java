package dev.signalbox.core.release;

/**
 * A repository where it lives: the same name in two places is two repositories.
 *
 * @param account whose it is or, where its provider is not AWS, where its pushes are told
 * @param name as its provider has it, and never anything like it: names are compared, not matched
 */
public record Repository(Provider provider, AccountId account, Region region, String name) {
  public Repository {
    if (name.isEmpty()) {
      throw new IllegalArgumentException("A repository has a name");
    }
  }

  /** One in CodeCommit. */
  public Repository(AccountId account, Region region, String name) {
    this(Provider.CODECOMMIT, account, region, name);
  }

  /** What it goes by among everything there is; only AWS has ARNs. */
  public String arn() {
    return provider == Provider.CODECOMMIT
        ? "arn:%s:codecommit:%s:%s:%s".formatted(region.partition(), region, account, name)
        : provider.word() + ":" + name;
  }

  @Override
  public String toString() {
    return provider == Provider.CODECOMMIT ? account + "/" + region + "/" + name : arn();
  }
}
