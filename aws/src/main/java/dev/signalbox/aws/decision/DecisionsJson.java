package dev.signalbox.aws.decision;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.signalbox.core.release.Cause;
import dev.signalbox.core.release.CommitId;
import dev.signalbox.core.release.Event;
import dev.signalbox.core.release.ExecutionId;
import dev.signalbox.core.release.ImagePush;
import dev.signalbox.core.release.Provider;
import dev.signalbox.core.release.PullRequest;
import dev.signalbox.core.release.Push;
import dev.signalbox.core.release.Relay;
import dev.signalbox.core.release.StoredObject;
import dev.signalbox.core.release.Target;
import dev.signalbox.core.route.Baseline;
import dev.signalbox.core.route.Decision;
import dev.signalbox.core.route.Decisions;
import dev.signalbox.core.route.Grounds;
import dev.signalbox.core.route.Outcome;
import dev.signalbox.core.route.Route;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Writes decisions as everybody sees them: {@code explain --json}, the ledger's records.
 *
 * <p>The same decisions are always the same text. Every key is always there, null where there is
 * nothing to say, but for {@code execution}, {@code retrying}, {@code overtakenBy}, {@code forced}
 * and what a forwarded push has gone through ({@code sender}, {@code via}, {@code hops}), which
 * only speak up when they apply.
 */
public final class DecisionsJson {
  private final JsonGenerator json;

  private DecisionsJson(JsonGenerator json) {
    this.json = json;
  }

  public static String of(Decisions decisions) {
    // A writer takes any name there is; the byte generator stumbles over half a surrogate pair.
    var text = new StringWriter();
    try (JsonGenerator json = new JsonFactory().createGenerator(text)) {
      new DecisionsJson(json).decisions(decisions);
    } catch (IOException e) {
      throw new UncheckedIOException("Memory does not fail", e);
    }
    return text.toString();
  }

  /** A list of what was decided about several events. */
  public static String of(List<Decisions> all) {
    return all.stream().map(DecisionsJson::of).collect(Collectors.joining(",", "[", "]"));
  }

  private void decisions(Decisions decisions) throws IOException {
    json.writeStartObject();
    json.writeObjectFieldStart("event");
    event(decisions.event());
    json.writeEndObject();
    json.writeStringField("version", decisions.version());
    json.writeArrayFieldStart("decisions");
    for (Decision decision : decisions.all()) {
      decision(decision);
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  private void event(Event event) throws IOException {
    json.writeStringField("id", event.delivery());
    switch (event) {
      case Event.Pushed(Push push) -> push(push);
      case Event.Relayed(Push push, Relay relay) -> {
        push(push);
        json.writeStringField("sender", relay.sender().value());
        json.writeStringField("via", relay.via());
        json.writeNumberField("hops", relay.hops());
      }
      case Event.Proposed(PullRequest pullRequest) -> pullRequest(pullRequest);
      case Event.ImagePushed(ImagePush image) -> {
        cause(image);
        json.writeStringField("repository", image.repository());
        json.writeStringField("digest", image.digest());
        text("tag", image.tag());
        json.writeStringField("time", image.at().toString());
      }
      case Event.ObjectWritten(StoredObject object) -> {
        cause(object);
        json.writeStringField("bucket", object.bucket());
        json.writeStringField("key", object.key());
        text("version", object.version());
        text("sequencer", object.sequencer());
        json.writeStringField("time", object.at().toString());
      }
      case Event.Suspect suspect -> {
        json.writeStringField("kind", "suspect");
        json.writeStringField("reason", suspect.reason());
        json.writeStringField("time", suspect.at().toString());
      }
      case Event.Due due -> {
        json.writeStringField("kind", "schedule");
        json.writeStringField("do", due.duty().word());
      }
      case Event.Irrelevant irrelevant -> {
        json.writeStringField("kind", "irrelevant");
        json.writeStringField("reason", irrelevant.reason());
      }
    }
  }

  private void push(Push push) throws IOException {
    cause(push);
    if (push.repository().provider() != Provider.CODECOMMIT) {
      json.writeStringField("provider", push.repository().provider().word());
    }
    json.writeStringField("repository", push.repository().name());
    json.writeStringField("ref", push.ref().fullName());
    text("before", push.before().map(CommitId::value));
    text("after", push.after().map(CommitId::value));
    json.writeStringField("time", push.at().toString());
  }

  private void pullRequest(PullRequest pullRequest) throws IOException {
    cause(pullRequest);
    json.writeStringField("repository", pullRequest.repository().name());
    json.writeStringField("pullRequest", pullRequest.id());
    json.writeStringField("stage", pullRequest.stage().word());
    json.writeStringField("source", pullRequest.source().ref().fullName());
    json.writeStringField("sourceCommit", pullRequest.source().commit().value());
    json.writeStringField("destination", pullRequest.destination().ref().fullName());
    json.writeStringField("destinationCommit", pullRequest.destination().commit().value());
    json.writeStringField("time", pullRequest.at().toString());
  }

  private void cause(Cause cause) throws IOException {
    json.writeStringField("kind", cause.kind());
    json.writeStringField("account", cause.account().value());
    json.writeStringField("region", cause.region().value());
  }

  private void decision(Decision decision) throws IOException {
    json.writeStartObject();
    text("route", decision.route().map(Route::name));
    text("target", decision.target().map(Target::pipeline).map(Object::toString));
    outcome(decision.outcome());
    text("clause", decision.grounds().map(Grounds::clause).map(Grounds.Clause::word));
    text("pattern", decision.grounds().flatMap(Grounds::pattern));
    json.writeArrayFieldStart("witnesses");
    for (String witness : decision.grounds().map(Grounds::witnesses).orElse(List.of())) {
      json.writeString(witness);
    }
    json.writeEndArray();
    json.writeFieldName("baseline");
    if (decision.baseline().isPresent()) {
      baseline(decision.baseline().get());
    } else {
      json.writeNull();
    }
    json.writeEndObject();
  }

  private void outcome(Outcome outcome) throws IOException {
    json.writeStringField("outcome", outcome.word());
    json.writeStringField("reason", outcome.reason());
    switch (outcome) {
      case Outcome.Started started when started.execution().isPresent() ->
          text("execution", started.execution().map(ExecutionId::value));
      case Outcome.Failed failed when failed.again() -> json.writeBooleanField("retrying", true);
      case Outcome.Stale stale -> json.writeStringField("overtakenBy", stale.overtakenBy().value());
      case Outcome.Started _,
          Outcome.Forwarded _,
          Outcome.Skipped _,
          Outcome.Rejected _,
          Outcome.Failed _,
          Outcome.NoRoute _ -> {}
    }
  }

  private void baseline(Baseline baseline) throws IOException {
    json.writeStartObject();
    json.writeStringField("rung", baseline.rung().word());
    text("from", baseline.from().map(CommitId::value));
    json.writeStringField("to", baseline.to().value());
    if (baseline.forced()) {
      json.writeBooleanField("forced", true);
    }
    json.writeEndObject();
  }

  private void text(String name, Optional<String> value) throws IOException {
    if (value.isPresent()) {
      json.writeStringField(name, value.get());
    } else {
      json.writeNullField(name);
    }
  }
}
