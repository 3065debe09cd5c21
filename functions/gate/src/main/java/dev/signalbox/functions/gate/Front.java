package dev.signalbox.functions.gate;

import dev.signalbox.aws.gate.GateEvent;
import dev.signalbox.aws.gate.GateLog;
import dev.signalbox.aws.gate.StageDesk;
import dev.signalbox.core.gate.Gatekeeper.Time;
import dev.signalbox.core.gate.HookDesk;
import dev.signalbox.core.gate.HookDesk.Errands;
import dev.signalbox.core.gate.Watchdog;
import java.time.Duration;
import java.time.InstantSource;
import java.util.function.Function;

/** Leads every event to whom it is for. */
final class Front {
  private static final String DONE = "{}";

  private final HookDesk desk;
  private final StageDesk stages;
  private final Watchdog watchdog;
  private final Function<String, Errands> errands;
  private final InstantSource clock;

  /**
   * @param errands to the function of this ARN
   */
  Front(
      HookDesk desk,
      StageDesk stages,
      Watchdog watchdog,
      Function<String, Errands> errands,
      InstantSource clock) {
    this.desk = desk;
    this.stages = stages;
    this.watchdog = watchdog;
    this.errands = errands;
    this.clock = clock;
  }

  /**
   * @param millis what is left of this call's time
   * @param function the ARN by which we were called
   */
  String answer(GateEvent event, long millis, String function) {
    Time time = Time.left(Duration.ofMillis(millis), clock.instant());
    return switch (event) {
      case GateEvent.Hooked(var hook) -> {
        GateLog.of(hook, desk.answer(hook, time));
        yield DONE;
      }
      case GateEvent.Staged(var call) -> stages.answer(call, time);
      case GateEvent.Crashed(var hook, var how) -> {
        GateLog.crashed(how);
        hook.ifPresent(h -> GateLog.of(h, desk.crashed(h, how, time)));
        yield DONE;
      }
      case GateEvent.Tick _ -> {
        desk.lookAfter(errands.apply(function)).forEach(open -> GateLog.goesOn(open.hook()));
        watchdog.look().forEach(GateLog::seen);
        yield DONE;
      }
    };
  }
}
