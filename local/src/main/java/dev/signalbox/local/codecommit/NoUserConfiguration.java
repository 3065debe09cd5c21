package dev.signalbox.local.codecommit;

import java.io.File;
import org.eclipse.jgit.lib.Config;
import org.eclipse.jgit.storage.file.FileBasedConfig;
import org.eclipse.jgit.util.FS;
import org.eclipse.jgit.util.SystemReader;

/** Keeps the git configuration of whoever runs {@code local} out of the server's repositories. */
final class NoUserConfiguration extends SystemReader.Delegate {
  private NoUserConfiguration(SystemReader reader) {
    super(reader);
  }

  static void install() {
    if (!(SystemReader.getInstance() instanceof NoUserConfiguration)) {
      SystemReader.setInstance(new NoUserConfiguration(SystemReader.getInstance()));
    }
  }

  @Override
  public FileBasedConfig openSystemConfig(Config parent, FS fs) {
    return new Empty(parent, fs);
  }

  @Override
  public FileBasedConfig openUserConfig(Config parent, FS fs) {
    return new Empty(parent, fs);
  }

  @Override
  public FileBasedConfig openJGitConfig(Config parent, FS fs) {
    return new Empty(parent, fs);
  }

  private static final class Empty extends FileBasedConfig {
    Empty(Config parent, FS fs) {
      // The name of no file: nothing here is read or written.
      super(parent, new File("signalbox-has-no-such-file"), fs);
    }

    @Override
    public void save() {}

    @Override
    public void load() {}

    @Override
    public boolean isOutdated() {
      return false;
    }
  }
}
