package dev.signalbox.core.release;

/** A repository where it lives: the same name in two places is two repositories. */
public record Repository(AccountId account, Region region, String name) {
  public Repository {
    if (name.isEmpty()) {
      throw new IllegalArgumentException("A repository has a name");
    }
  }

  public String arn() {
    return "arn:%s:codecommit:%s:%s:%s".formatted(region.partition(), region, account, name);
  }

  @Override
  public String toString() {
    return account + "/" + region + "/" + name;
  }
}
