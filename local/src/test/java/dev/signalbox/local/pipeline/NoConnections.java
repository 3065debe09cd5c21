package dev.signalbox.local.pipeline;

import dev.signalbox.local.api.Connections;
import dev.signalbox.local.api.Repositories;
import java.nio.file.Path;
import java.util.Optional;

/** Knows no repository of anybody. */
record NoConnections() implements Connections {
  @Override
  public boolean know(String repository) {
    return false;
  }

  @Override
  public Optional<Repositories.Commit> commit(String repository, String specifier) {
    return Optional.empty();
  }

  @Override
  public void writeZip(String repository, String commitId, Path zip) {}
}
