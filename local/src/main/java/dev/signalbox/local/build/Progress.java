package dev.signalbox.local.build;

import dev.signalbox.local.api.Clock;
import dev.signalbox.local.api.Place;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import software.amazon.awssdk.services.codebuild.model.Build;
import software.amazon.awssdk.services.codebuild.model.BuildPhase;
import software.amazon.awssdk.services.codebuild.model.BuildPhaseType;
import software.amazon.awssdk.services.codebuild.model.PhaseContext;
import software.amazon.awssdk.services.codebuild.model.StatusType;

/** How far a build has come: each step is written down and announced. */
final class Progress {
  private final BuildRecords records;
  private final BuildEvents events;
  private final Clock clock;
  private final Place place;
  private Build build;

  Progress(BuildRecords records, BuildEvents events, Clock clock, Place place, Build build) {
    this.records = records;
    this.events = events;
    this.clock = clock;
    this.place = place;
    this.build = build;
  }

  synchronized Build build() {
    return build;
  }

  /** Sets what becomes known on the way. */
  synchronized void note(UnaryOperator<Build.Builder> change) {
    build = change.apply(build.toBuilder()).build();
    records.put(place, build);
  }

  void submitted() {
    enter(BuildPhaseType.SUBMITTED);
    events.stateChanged(place, build());
    leave(StatusType.SUCCEEDED, List.of());
  }

  synchronized void enter(BuildPhaseType type) {
    List<BuildPhase> phases = new ArrayList<>(build.phases());
    phases.add(BuildPhase.builder().phaseType(type).startTime(clock.instant()).build());
    note(it -> it.phases(phases).currentPhase(type.toString()));
  }

  synchronized void leave(StatusType status, List<PhaseContext> contexts) {
    List<BuildPhase> phases = new ArrayList<>(build.phases());
    BuildPhase phase = phases.removeLast();
    Instant now = clock.instant();
    BuildPhase ended =
        phase.toBuilder()
            .phaseStatus(status)
            .endTime(now)
            .durationInSeconds(Duration.between(phase.startTime(), now).toSeconds())
            .contexts(contexts)
            .build();
    phases.add(ended);
    note(it -> it.phases(phases));
    events.phaseEnded(place, build, ended);
  }

  synchronized void complete(StatusType status) {
    List<BuildPhase> phases = new ArrayList<>(build.phases());
    Instant now = clock.instant();
    phases.add(BuildPhase.builder().phaseType(BuildPhaseType.COMPLETED).startTime(now).build());
    note(it ->
        it.phases(phases)
            .currentPhase(BuildPhaseType.COMPLETED.toString())
            .buildStatus(status)
            .buildComplete(true)
            .endTime(now));
    events.stateChanged(place, build);
  }

  /** The first phase that went wrong, and why. */
  synchronized Optional<String> failure() {
    return build.phases().stream()
        .filter(phase -> phase.phaseStatus() != null && phase.phaseStatus() != StatusType.SUCCEEDED)
        .findFirst()
        .map(phase ->
            phase.phaseTypeAsString()
                + (phase.contexts().isEmpty()
                    ? " " + phase.phaseStatusAsString()
                    : ": " + BuildEvents.text(phase.contexts().getFirst())));
  }
}
