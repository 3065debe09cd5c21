package dev.signalbox.aws.hook;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.signalbox.aws.event.Refs;
import dev.signalbox.aws.json.Tree;
import dev.signalbox.core.hook.Received;
import dev.signalbox.core.hook.Receiver;
import dev.signalbox.core.hook.Told;
import dev.signalbox.core.release.CommitId;
import dev.signalbox.core.release.Provider;
import dev.signalbox.core.release.Ref;
import java.net.URLDecoder;
import java.util.List;
import java.util.Optional;

/**
 * What GitHub, GitLab and Bitbucket send. Nothing but names and commits is taken from it: their
 * lists of commits and files are cut off.
 */
public final class HookBodies implements Receiver.Bodies {
  private static final String FORM = "application/x-www-form-urlencoded";
  private static final String FIELD = "payload=";

  @Override
  public Told read(Provider provider, Received request) {
    return switch (provider) {
      case GITHUB -> gitHub(request);
      case GITLAB -> gitLab(request);
      case BITBUCKET -> bitbucket(request);
      case CODECOMMIT -> throw new IllegalArgumentException("CodeCommit has no webhooks");
    };
  }

  private static String event(Received request, String header) {
    String event = request.headers().get(header);
    if (event == null) {
      throw new IllegalArgumentException("It does not say what it tells of");
    }
    return event;
  }

  private static Told gitHub(Received request) {
    String event = event(request, "x-github-event");
    Tree body = Tree.read(json(request));
    return switch (event) {
      case "ping" -> new Told.Ping();
      case "push" ->
          new Told.Moves(
              body.need("repository", "full_name"),
              List.of(gitMove(body, body.at("head_commit", "id"))));
      default -> new Told.Other(event);
    };
  }

  /**
   * GitHub also sends its JSON as the field of a form, where the webhook does not say otherwise.
   */
  private static byte[] json(Received request) {
    boolean form =
        request.headers().getOrDefault("content-type", "").startsWith(FORM)
            && new String(request.body(), US_ASCII).startsWith(FIELD);
    return form
        ? URLDecoder.decode(new String(request.body(), UTF_8).substring(FIELD.length()), UTF_8)
            .getBytes(UTF_8)
        : request.body();
  }

  private static Told gitLab(Received request) {
    String event = event(request, "x-gitlab-event");
    Tree body = Tree.read(request.body());
    return switch (event) {
      case "Push Hook", "Tag Push Hook" ->
          new Told.Moves(
              body.need("project", "path_with_namespace"),
              List.of(gitMove(body, body.at("checkout_sha"))));
      default -> new Told.Other(event);
    };
  }

  /**
   * One ref, as git's own hooks tell of it: zeros for nothing.
   *
   * @param tagged the commit under an annotated tag, whose own id is that of the tag
   */
  private static Told.Move gitMove(Tree body, Tree tagged) {
    Ref ref = Refs.full(body.need("ref"));
    Optional<CommitId> after = CommitId.orNone(body.need("after"));
    if (ref.kind() == Ref.Kind.TAG && after.isPresent()) {
      after = tagged.text().flatMap(CommitId::orNone).or(() -> CommitId.orNone(body.need("after")));
    }
    return new Told.Move(ref, CommitId.orNone(body.need("before")), after);
  }

  private static Told bitbucket(Received request) {
    String event = event(request, "x-event-key");
    Tree body = Tree.read(request.body());
    return switch (event) {
      case "diagnostics:ping" -> new Told.Ping();
      case "repo:push" ->
          new Told.Moves(
              body.need("repository", "full_name"),
              body
                  .at("push", "changes")
                  .items()
                  .orElseThrow(() -> new IllegalArgumentException("There are no changes"))
                  .stream()
                  .map(HookBodies::bitbucketMove)
                  .toList());
      default -> new Told.Other(event);
    };
  }

  private static Told.Move bitbucketMove(Tree change) {
    Tree named = change.at("new").isPresent() ? change.at("new") : change.at("old");
    return new Told.Move(
        bitbucketRef(named), bitbucketTarget(change.at("old")), bitbucketTarget(change.at("new")));
  }

  private static Ref bitbucketRef(Tree side) {
    String name = side.need("name");
    return switch (side.need("type")) {
      case "branch" -> Ref.branch(name);
      case "tag" -> Ref.tag(name);
      default -> throw new IllegalArgumentException("Neither a branch nor a tag");
    };
  }

  private static Optional<CommitId> bitbucketTarget(Tree side) {
    return side.isPresent() ? CommitId.orNone(side.need("target", "hash")) : Optional.empty();
  }
}
