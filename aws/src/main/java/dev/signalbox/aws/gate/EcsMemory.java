package dev.signalbox.aws.gate;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.signalbox.aws.json.Tree;
import dev.signalbox.core.gate.Hook;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;

/**
 * What we give ECS to remember of a call that is still open: which call it was, and when it came.
 * What was found by then the ledger keeps, where nobody else writes: what comes back damaged, or
 * from another stage or step, only makes the checks begin again.
 */
record EcsMemory(Hook.Ecs hook, Instant since) {
  static final String KEY = "signalbox";
  private static final int LONGEST = 256;

  /** The call that this one goes on with, or this one. */
  static EcsMemory of(EcsCall call, Instant now) {
    Tree ours = call.details().at(KEY);
    Optional<Instant> since = ours.at("since").text().flatMap(EcsMemory::instant);
    Optional<Hook.Ecs> first =
        ours.at("run")
            .text()
            .filter(run -> run.length() <= LONGEST)
            .map(run ->
                new Hook.Ecs(
                    call.hook().deployment(), call.hook().stage(), run, call.hook().step()))
            .filter(hook -> ours.at("hook").text().filter(hook.id().value()::equals).isPresent());
    return first.isPresent() && since.isPresent() && !since.get().isAfter(now)
        ? new EcsMemory(first.get(), since.get())
        : new EcsMemory(call.hook(), now);
  }

  private static Optional<Instant> instant(String text) {
    try {
      return Optional.of(Instant.parse(text));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  void write(JsonGenerator json) throws IOException {
    json.writeObjectFieldStart(KEY);
    json.writeStringField("run", hook.execution());
    json.writeStringField("hook", hook.id().value());
    json.writeStringField("since", since.toString());
    json.writeEndObject();
  }
}
