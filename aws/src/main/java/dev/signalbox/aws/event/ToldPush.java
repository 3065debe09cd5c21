package dev.signalbox.aws.event;

import dev.signalbox.core.release.AccountId;
import dev.signalbox.core.release.CommitId;
import dev.signalbox.core.release.Event;
import dev.signalbox.core.release.Provider;
import dev.signalbox.core.release.Push;
import dev.signalbox.core.release.Region;
import dev.signalbox.core.release.Relay;
import dev.signalbox.core.release.Repository;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads a {@link PushMessage}. What its sender may speak of is not for the reader to say. */
final class ToldPush {
  private static final Pattern VIA = Pattern.compile("[a-z][a-z0-9:-]{0,39}");
  private static final Pattern EVENT = Pattern.compile("[!-~]{1,128}");
  private static final Pattern HOPS = Pattern.compile("[0-9]{1,3}");

  private final Envelope envelope;
  private final Instant sent;

  ToldPush(Envelope envelope, Instant sent) {
    this.envelope = envelope;
    this.sent = sent;
  }

  /**
   * The event it is.
   *
   * @throws IllegalArgumentException where it contradicts itself or says too little
   */
  Event read() {
    String format = envelope.needDetail("format");
    if (!format.equals(Integer.toString(PushMessage.FORMAT))) {
      throw new IllegalArgumentException(
          "this Signalbox reads format %d, and it is in another: deploy the newer one here, too"
              .formatted(PushMessage.FORMAT));
    }
    var relay =
        new Relay(
            new AccountId(envelope.needTop("account")),
            shaped("via", VIA),
            Integer.parseInt(shaped("hops", HOPS)));
    return new Event.Relayed(push(), relay);
  }

  private Push push() {
    Repository repository = repository();
    envelope.checkSpeaksOf(repository.arn());
    var push =
        new Push(
            shaped("event", EVENT),
            repository,
            Refs.full(envelope.needDetail("ref")),
            commit("before"),
            commit("after"),
            time());
    String change = envelope.needDetail("change");
    if (!change.equals(PushMessage.change(push).word())) {
      throw new IllegalArgumentException(
          "its commits are those of a reference that was %s, and it says otherwise"
              .formatted(PushMessage.change(push).word()));
    }
    return push;
  }

  private Repository repository() {
    Provider provider =
        Provider.of(envelope.needDetail("repository/provider"))
            .orElseThrow(
                () -> new IllegalArgumentException("it is about a repository of nobody we know"));
    return new Repository(
        provider,
        new AccountId(envelope.needDetail("repository/account")),
        new Region(envelope.needDetail("repository/region")),
        envelope.needDetail("repository/name"));
  }

  private Optional<CommitId> commit(String key) {
    return envelope.detail(key).flatMap(CommitId::orNone);
  }

  private String shaped(String key, Pattern shape) {
    String value = envelope.needDetail(key);
    if (!shape.matcher(value).matches()) {
      throw new IllegalArgumentException("its '%s' is nonsense".formatted(key));
    }
    return value;
  }

  private Instant time() {
    try {
      return envelope.detail("time").map(Instant::parse).orElse(sent);
    } catch (DateTimeException e) {
      return sent;
    }
  }
}
