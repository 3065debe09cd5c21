package dev.signalbox.local.codecommit.git;

import org.eclipse.jgit.lib.Config;
import org.eclipse.jgit.storage.file.FileBasedConfig;
import org.eclipse.jgit.util.FS;
import org.eclipse.jgit.util.SystemReader;
import org.jspecify.annotations.Nullable;

/**
 * Keeps JGit from the user's and the machine's git settings: they would change what a server
 * answers, and finding them starts a process.
 */
final class OwnSettings extends SystemReader.Delegate {
  private OwnSettings(SystemReader reader) {
    super(reader);
  }

  /** For the whole process: JGit knows one reader only. */
  static synchronized void use() {
    SystemReader now = SystemReader.getInstance();
    if (!(now instanceof OwnSettings)) {
      SystemReader.setInstance(new OwnSettings(now));
    }
  }

  @Override
  public FileBasedConfig openUserConfig(@Nullable Config parent, FS fs) {
    return new Nothing(parent, fs);
  }

  @Override
  public FileBasedConfig openSystemConfig(@Nullable Config parent, FS fs) {
    return new Nothing(parent, fs);
  }

  @Override
  public FileBasedConfig openJGitConfig(@Nullable Config parent, FS fs) {
    return new Nothing(parent, fs);
  }

  /** Settings that are kept nowhere. */
  private static final class Nothing extends FileBasedConfig {
    @SuppressWarnings("NullAway") // a configuration without a file is how JGit itself says "none"
    Nothing(@Nullable Config parent, FS fs) {
      super(parent, null, fs);
    }

    /**
     * What JGit takes where it cannot measure how fine the file system's timestamps are: measuring
     * takes seconds and writes into the repository meanwhile, even while that is being removed.
     */
    @Override
    public @Nullable String getString(String section, @Nullable String subsection, String name) {
      return section.equals("filesystem") ? "2 s" : super.getString(section, subsection, name);
    }

    @Override
    public void load() {}

    @Override
    public void save() {}

    @Override
    public boolean isOutdated() {
      return false;
    }
  }
}
