package dev.signalbox.local.codedeploy;

import dev.signalbox.local.api.AwsError;
import dev.signalbox.local.api.Caller;
import dev.signalbox.local.api.Paging;
import dev.signalbox.local.api.Service;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.codedeploy.model.BatchGetApplicationRevisionsRequest;
import software.amazon.awssdk.services.codedeploy.model.BatchGetApplicationRevisionsResponse;
import software.amazon.awssdk.services.codedeploy.model.GetApplicationRevisionRequest;
import software.amazon.awssdk.services.codedeploy.model.GetApplicationRevisionResponse;
import software.amazon.awssdk.services.codedeploy.model.ListApplicationRevisionsRequest;
import software.amazon.awssdk.services.codedeploy.model.ListApplicationRevisionsResponse;
import software.amazon.awssdk.services.codedeploy.model.RegisterApplicationRevisionRequest;
import software.amazon.awssdk.services.codedeploy.model.RegisterApplicationRevisionResponse;
import software.amazon.awssdk.services.codedeploy.model.RevisionInfo;
import software.amazon.awssdk.services.codedeploy.model.RevisionLocation;

/** The operations on revisions. */
record RevisionOperations(
    Applications applications, RevisionRegister register, InstantSource clock) {
  private static final Paging PAGES = Rules.pages("revisions");

  void addTo(Service service) {
    service
        .on("RegisterApplicationRevision", RegisterApplicationRevisionRequest::builder, this::enter)
        .on("GetApplicationRevision", GetApplicationRevisionRequest::builder, this::get)
        .on(
            "BatchGetApplicationRevisions",
            BatchGetApplicationRevisionsRequest::builder,
            this::batch)
        .on("ListApplicationRevisions", ListApplicationRevisionsRequest::builder, this::list);
  }

  /** A revision whose type says which of its members counts, and that has it. */
  static RevisionLocation checked(@Nullable RevisionLocation revision) {
    if (revision == null || revision.revisionType() == null) {
      throw AwsError.of("RevisionRequiredException", "Revision is required");
    }
    boolean whole =
        switch (revision.revisionType()) {
          case S3 ->
              revision.s3Location() != null
                  && revision.s3Location().bucket() != null
                  && revision.s3Location().key() != null
                  && revision.s3Location().bundleType() != null;
          case GIT_HUB -> revision.gitHubLocation() != null;
          case STRING -> revision.string() != null;
          case APP_SPEC_CONTENT -> revision.appSpecContent() != null;
          default -> false;
        };
    if (!whole) {
      throw AwsError.of(
          "InvalidRevisionException",
          "The revision's type is %s, and it has no complete member of that type"
              .formatted(revision.revisionTypeAsString()));
    }
    return RevisionRegister.named(revision);
  }

  private RegisterApplicationRevisionResponse enter(
      Caller caller, RegisterApplicationRevisionRequest request) {
    applications.existing(caller.place(), request.applicationName());
    register.note(
        caller.place(),
        request.applicationName(),
        checked(request.revision()),
        clock.instant(),
        null);
    return RegisterApplicationRevisionResponse.builder().build();
  }

  private RevisionInfo existing(Caller caller, String application, RevisionLocation revision) {
    return register
        .find(caller.place(), application, checked(revision))
        .orElseThrow(
            () -> AwsError.of("RevisionDoesNotExistException", "The revision is not registered"));
  }

  private GetApplicationRevisionResponse get(Caller caller, GetApplicationRevisionRequest request) {
    applications.existing(caller.place(), request.applicationName());
    RevisionInfo found = existing(caller, request.applicationName(), request.revision());
    return GetApplicationRevisionResponse.builder()
        .applicationName(request.applicationName())
        .revision(found.revisionLocation())
        .revisionInfo(found.genericRevisionInfo())
        .build();
  }

  private BatchGetApplicationRevisionsResponse batch(
      Caller caller, BatchGetApplicationRevisionsRequest request) {
    applications.existing(caller.place(), request.applicationName());
    List<RevisionInfo> found = new ArrayList<>();
    request.revisions().forEach(it -> found.add(existing(caller, request.applicationName(), it)));
    return BatchGetApplicationRevisionsResponse.builder()
        .applicationName(request.applicationName())
        .revisions(found)
        .build();
  }

  /** The newest first. */
  private ListApplicationRevisionsResponse list(
      Caller caller, ListApplicationRevisionsRequest request) {
    applications.existing(caller.place(), request.applicationName());
    if (request.sortBy() != null || request.deployed() != null || request.s3Bucket() != null) {
      throw AwsError.notImplemented("codedeploy", "ListApplicationRevisions sorted or filtered");
    }
    var page =
        PAGES.page(
            register.of(caller.place(), request.applicationName()).stream()
                .sorted(
                    Comparator.comparing(
                            (RevisionInfo it) -> it.genericRevisionInfo().registerTime())
                        .reversed())
                .map(RevisionInfo::revisionLocation)
                .toList(),
            null,
            request.nextToken());
    return ListApplicationRevisionsResponse.builder()
        .revisions(page.items())
        .nextToken(page.next())
        .build();
  }
}
