package dev.signalbox.local.codecommit.git;

import dev.signalbox.local.api.Caller;
import dev.signalbox.local.api.Events;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;
import org.eclipse.jgit.lib.BatchRefUpdate;
import org.eclipse.jgit.lib.NullProgressMonitor;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.transport.ReceiveCommand;
import org.eclipse.jgit.transport.ReceiveCommand.Result;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one way in which references change: each change that is on disk is told of once, in the order
 * of the changes.
 */
public final class References {
  private static final Logger LOG = LoggerFactory.getLogger(References.class);

  private final Hosting hosting;
  private final ReferenceEvents events;
  private final List<ReferenceListener> listeners = new CopyOnWriteArrayList<>();
  private final List<PushListener> pushListeners = new CopyOnWriteArrayList<>();

  public References(Hosting hosting, Events events) {
    this.hosting = hosting;
    this.events = new ReferenceEvents(events);
  }

  public void listen(ReferenceListener listener) {
    listeners.add(listener);
  }

  public void listenToPushes(PushListener listener) {
    pushListeners.add(listener);
  }

  /**
   * Moves one reference.
   *
   * @param from where it must stand; zero when it must not exist
   * @param to zero to delete it
   * @return false, and nothing changed, when it stands elsewhere
   */
  public boolean move(
      Hosted repository,
      Caller caller,
      String reference,
      ObjectId from,
      ObjectId to,
      Optional<Merge> merge) {
    ReceiveCommand command = new ReceiveCommand(from, to, reference);
    change(repository, caller, merge, () -> executed(repository, command));
    return command.getResult() == Result.OK;
  }

  /** Tells of a merge's commit to which no reference leads. */
  public void unreferenced(Hosted repository, Caller caller, ObjectId commit, Merge merge) {
    events.tellUnreferenced(repository, caller, commit, merge);
  }

  /** Carries out what a push asks for and tells of what came of it. */
  void push(Hosted repository, Caller caller, Supplier<List<ReceiveCommand>> execution) {
    change(repository, caller, Optional.empty(), execution);
  }

  private void change(
      Hosted repository,
      Caller caller,
      Optional<Merge> merge,
      Supplier<List<ReceiveCommand>> execution) {
    GitData data = hosting.data(repository);
    data.references().lock();
    try {
      List<Moved> moved =
          execution.get().stream()
              .filter(command -> command.getResult() == Result.OK)
              .map(Moved::by)
              .toList();
      chooseDefaultBranch(data, moved);
      moved.forEach(change -> tell(repository, caller, change, merge));
      if (!moved.isEmpty()) {
        hosting.touch(repository);
        tellPush(repository, caller, moved);
      }
    } finally {
      data.references().unlock();
    }
  }

  /** The first branch there ever is, as CodeCommit does. */
  private static void chooseDefaultBranch(GitData data, List<Moved> moved) {
    if (data.defaultBranch().isEmpty()) {
      moved.stream()
          .filter(change -> change.isBranch() && change.to().isPresent())
          .findFirst()
          .ifPresent(first -> data.makeDefault(first.name()));
    }
  }

  private void tellPush(Hosted repository, Caller caller, List<Moved> moved) {
    try {
      pushListeners.forEach(listener -> listener.pushed(repository, caller, moved));
    } catch (RuntimeException e) {
      // What moved stays moved: git must not hear that it failed.
      LOG.error("Nobody was told of a push to {}", repository.arn(), e);
    }
  }

  private void tell(Hosted repository, Caller caller, Moved moved, Optional<Merge> merge) {
    try {
      events.tell(repository, caller, moved, merge);
      listeners.forEach(listener -> listener.moved(repository, caller, moved));
    } catch (RuntimeException e) {
      // The reference has moved and the other ones' events must not be lost with this one.
      LOG.error("Nobody was told that {} of {} moved", moved.reference(), repository.arn(), e);
    }
  }

  private List<ReceiveCommand> executed(Hosted repository, ReceiveCommand command) {
    GitData data = hosting.data(repository);
    BatchRefUpdate batch = data.repository().getRefDatabase().newBatchUpdate();
    batch.setAllowNonFastForwards(true).setAtomic(true).disableRefLog().addCommand(command);
    try (RevWalk walk = new RevWalk(data.repository())) {
      batch.execute(walk, NullProgressMonitor.INSTANCE);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return List.of(command);
  }
}
