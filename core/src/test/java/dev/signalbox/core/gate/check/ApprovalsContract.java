package dev.signalbox.core.gate.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.core.gate.Moment;
import dev.signalbox.core.gate.check.Approvals.Decision;
import dev.signalbox.core.gate.check.Approvals.Request;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** What is promised of approvals. Those in memory and those in DynamoDB both run these. */
public abstract class ApprovalsContract {
  private static final Request REQUEST =
      new Request("d-1", Moment.AFTER_TEST_TRAFFIC, "Does it look\n'right'?");
  private static final Decision YES =
      new Decision(true, "jane ü", "fine\n\"really\"", Instant.parse("2026-11-21T10:00:00Z"));
  private static final Decision NO =
      new Decision(false, "joe", "no", Instant.parse("2026-11-21T10:00:01Z"));

  protected abstract Approvals noApprovals();

  @Test
  void theFirstDecisionStays() {
    Approvals approvals = noApprovals();

    assertThat(approvals.of(REQUEST)).isEmpty();
    assertThat(approvals.decide(REQUEST, YES)).isEqualTo(YES);
    assertThat(approvals.decide(REQUEST, NO)).isEqualTo(YES);
    assertThat(approvals.of(REQUEST)).contains(YES);
  }

  @Test
  void whatWasDecidedIsNotDecidedForAnythingElse() {
    Approvals approvals = noApprovals();
    approvals.decide(REQUEST, YES);

    assertThat(approvals.of(new Request("d-2", REQUEST.moment(), REQUEST.question()))).isEmpty();
    assertThat(
            approvals.of(
                new Request(REQUEST.deployment(), Moment.BEFORE_TRAFFIC, REQUEST.question())))
        .isEmpty();
    assertThat(approvals.of(new Request(REQUEST.deployment(), REQUEST.moment(), "Other?")))
        .isEmpty();
  }
}
