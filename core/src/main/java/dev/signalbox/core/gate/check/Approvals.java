package dev.signalbox.core.gate.check;

import dev.signalbox.core.gate.Moment;
import java.time.Instant;
import java.util.Optional;

/** What people have said of deployments. */
public interface Approvals {
  /**
   * What a person is asked.
   *
   * @param deployment its id, or its ARN
   * @param question as the check has it: another question is another answer
   */
  record Request(String deployment, Moment moment, String question) {}

  /**
   * What a person said.
   *
   * @param by who it was
   */
  record Decision(boolean approved, String by, String reason, Instant at) {}

  Optional<Decision> of(Request request);

  /** The first decision stays: it is what everybody is answered. */
  Decision decide(Request request, Decision decision);
}
