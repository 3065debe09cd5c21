package dev.signalbox.core.route;

/** The repositories of all accounts. */
public interface Sources {
  Source of(WatchedRepository repository);
}
