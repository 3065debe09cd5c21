package dev.signalbox.local.codecommit.review;

import dev.signalbox.local.api.AwsError;
import dev.signalbox.local.api.Place;
import dev.signalbox.local.api.Store;
import dev.signalbox.local.api.Table;
import dev.signalbox.local.codecommit.git.Hosted;
import dev.signalbox.local.codecommit.git.Hosting;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** Every pull request of every repository. */
public final class PullRequests {
  private final Table<PullRequest> table;
  private final Hosting repositories;

  public PullRequests(Store store, Hosting repositories) {
    this.table = store.table("codecommit-pull-requests", PullRequest.class);
    this.repositories = repositories;
  }

  /**
   * @throws AwsError PullRequestDoesNotExistException, InvalidPullRequestIdException
   */
  public PullRequest get(Place place, String id) {
    if (!id.matches("[1-9]\\d{0,17}")) {
      throw AwsError.of(
          "InvalidPullRequestIdException",
          "The pull request ID is not valid. Make sure that you have provided the full ID and that"
              + " the pull request is in the specified repository, and then try again.");
    }
    return table
        .get(place.key(id))
        .filter(found -> repositories.withId(found.origin().repositoryId()).isPresent())
        .orElseThrow(() ->
            AwsError.of(
                "PullRequestDoesNotExistException",
                "The pull request ID could not be found. Make sure that you have specified the"
                    + " correct repository name and pull request ID, and then try again."));
  }

  /**
   * @throws AwsError PullRequestAlreadyClosedException
   */
  public PullRequest open(Place place, String id) {
    PullRequest found = get(place, id);
    if (!found.state().open()) {
      throw AwsError.of(
          "PullRequestAlreadyClosedException",
          "The pull request status cannot be updated because it is already closed.");
    }
    return found;
  }

  public Hosted repository(PullRequest pullRequest) {
    return repositories.withId(pullRequest.origin().repositoryId()).orElseThrow();
  }

  /** The newest first. */
  public List<PullRequest> of(Hosted repository) {
    return in(repository.place())
        .filter(found -> found.origin().repositoryId().equals(repository.id()))
        .sorted(Comparator.comparingLong(PullRequests::number).reversed())
        .toList();
  }

  private Stream<PullRequest> in(Place place) {
    return table.startingWith(place.key("")).stream();
  }

  private static long number(PullRequest pullRequest) {
    return Long.parseLong(pullRequest.id());
  }

  Optional<PullRequest> madeWith(Place place, String author, String token) {
    return in(place)
        .filter(
            found -> found.origin().token().equals(token) && found.origin().author().equals(author))
        .findFirst();
  }

  /** With the next number of its account and Region. */
  synchronized PullRequest add(Place place, Function<String, PullRequest> made) {
    long last = in(place).mapToLong(PullRequests::number).max().orElse(0);
    PullRequest added = made.apply(Long.toString(last + 1));
    table.put(added.key(), added);
    return added;
  }

  PullRequest change(PullRequest pullRequest, UnaryOperator<PullRequest> change) {
    return table
        .update(pullRequest.key(), change)
        .orElseThrow(() -> new IllegalStateException("Gone: pull request " + pullRequest.id()));
  }
}
