package dev.signalbox.aws.decision;

import static software.amazon.lambda.powertools.logging.argument.StructuredArguments.entry;

import dev.signalbox.core.reconcile.Survey;
import dev.signalbox.core.release.CommitId;
import dev.signalbox.core.release.Push;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A line for each lost push and for each repository that was looked at. */
public final class SurveyLog {
  private static final Logger LOG = LoggerFactory.getLogger(SurveyLog.class);

  private SurveyLog() {}

  public static void of(Survey survey) {
    for (Survey.Looked looked : survey.repositories()) {
      LOG.info(
          "reconcile.looked",
          entry("repository", looked.repository().toString()),
          entry("branches", looked.branches()),
          entry("met", looked.met()),
          entry("unfinished", looked.unfinished().orElse("")));
    }
    for (Push push : survey.lost()) {
      LOG.warn(
          "reconcile.found",
          entry("repository", push.repository().toString()),
          entry("ref", push.ref().fullName()),
          entry("before", push.before().map(CommitId::value).orElse("")),
          entry("after", push.after().map(CommitId::value).orElse("")),
          entry("delivery", push.delivery()));
    }
  }
}
