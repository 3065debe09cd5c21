package dev.signalbox.local.sts;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.signalbox.local.api.AwsError;
import dev.signalbox.local.api.Caller;
import dev.signalbox.local.api.Certificates;
import dev.signalbox.local.api.Clock;
import dev.signalbox.local.api.Paging.Page;
import dev.signalbox.local.api.Place;
import dev.signalbox.local.api.Resources;
import dev.signalbox.local.api.Service;
import dev.signalbox.local.api.Shapes;
import dev.signalbox.local.api.Store;
import dev.signalbox.local.api.Table;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import software.amazon.awssdk.services.iam.model.DeleteServerCertificateRequest;
import software.amazon.awssdk.services.iam.model.DeleteServerCertificateResponse;
import software.amazon.awssdk.services.iam.model.GetServerCertificateRequest;
import software.amazon.awssdk.services.iam.model.GetServerCertificateResponse;
import software.amazon.awssdk.services.iam.model.ListServerCertificatesRequest;
import software.amazon.awssdk.services.iam.model.ListServerCertificatesResponse;
import software.amazon.awssdk.services.iam.model.Tag;
import software.amazon.awssdk.services.iam.model.UploadServerCertificateRequest;
import software.amazon.awssdk.services.iam.model.UploadServerCertificateResponse;

/** The server certificates that IAM keeps. */
public final class ServerCertificates implements Certificates, Resources {
  private static final String TYPE = "AWS::IAM::ServerCertificate";

  private final Table<ServerCertificate> all;
  private final Clock clock;

  public ServerCertificates(Store store, Clock clock) {
    this.all = store.table("iam.server-certificates", ServerCertificate.class);
    this.clock = clock;
  }

  void addTo(Service service) {
    service
        .on("UploadServerCertificate", UploadServerCertificateRequest::builder, this::upload)
        .on("GetServerCertificate", GetServerCertificateRequest::builder, this::get)
        .on("ListServerCertificates", ListServerCertificatesRequest::builder, this::list)
        .on("DeleteServerCertificate", DeleteServerCertificateRequest::builder, this::delete);
  }

  @Override
  public Optional<Proof> find(String arn) {
    return all.all().stream()
        .filter(it -> it.arn().equals(arn))
        .findFirst()
        .map(ServerCertificate::proof);
  }

  private UploadServerCertificateResponse upload(
      Caller caller, UploadServerCertificateRequest request) {
    ServerCertificate made = made(caller.account(), request);
    if (!all.putIfAbsent(key(caller.account(), made.name()), made)) {
      throw new AwsError(
          "EntityAlreadyExists",
          409,
          "The Server Certificate with name " + made.name() + " already exists.");
    }
    return UploadServerCertificateResponse.builder()
        .serverCertificateMetadata(made.shown())
        .tags(tags(made))
        .build();
  }

  private ServerCertificate made(String account, UploadServerCertificateRequest request) {
    return new ServerCertificate(
            account,
            Objects.requireNonNullElse(request.path(), "/"),
            request.serverCertificateName(),
            "ASCA"
                + UUID.randomUUID()
                    .toString()
                    .replace("-", "")
                    .substring(0, 17)
                    .toUpperCase(Locale.ROOT),
            request.certificateBody(),
            Objects.requireNonNullElse(request.certificateChain(), ""),
            request.privateKey(),
            clock.millis(),
            RoleTags.of(request.tags()))
        .checked(Instant.now());
  }

  private GetServerCertificateResponse get(Caller caller, GetServerCertificateRequest request) {
    ServerCertificate found = existing(caller.account(), request.serverCertificateName());
    return GetServerCertificateResponse.builder()
        .serverCertificate(it ->
            it.serverCertificateMetadata(found.shown())
                .certificateBody(found.body())
                .certificateChain(found.chain().isEmpty() ? null : found.chain())
                .tags(tags(found)))
        .build();
  }

  private ListServerCertificatesResponse list(
      Caller caller, ListServerCertificatesRequest request) {
    String prefix = Objects.requireNonNullElse(request.pathPrefix(), "/");
    List<ServerCertificate> found =
        all.startingWith(caller.account() + "/").stream()
            .filter(it -> it.path().startsWith(prefix))
            .toList();
    Page<ServerCertificate> page = Iam.PAGES.page(found, request.maxItems(), request.marker());
    return ListServerCertificatesResponse.builder()
        .serverCertificateMetadataList(page.items().stream().map(ServerCertificate::shown).toList())
        .isTruncated(page.next() != null)
        .marker(page.next())
        .build();
  }

  private DeleteServerCertificateResponse delete(
      Caller caller, DeleteServerCertificateRequest request) {
    ServerCertificate found = existing(caller.account(), request.serverCertificateName());
    all.remove(key(found.account(), found.name()));
    return DeleteServerCertificateResponse.builder().build();
  }

  private ServerCertificate existing(String account, String name) {
    return all.get(key(account, name))
        .orElseThrow(() ->
            new AwsError(
                "NoSuchEntity",
                404,
                "The Server Certificate with name " + name + " cannot be found."));
  }

  private static List<Tag> tags(ServerCertificate certificate) {
    return certificate.tags().entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .map(tag -> Tag.builder().key(tag.getKey()).value(tag.getValue()).build())
        .toList();
  }

  private static String key(String account, String name) {
    return account + "/" + name.toLowerCase(Locale.ROOT);
  }

  @Override
  public Set<String> types() {
    return Set.of(TYPE);
  }

  @Override
  public Made make(Place place, String type, String logicalId, String name, ObjectNode properties) {
    ServerCertificate certificate =
        made(
            place.account(),
            Shapes.fillFromProperties(
                    UploadServerCertificateRequest.builder(),
                    properties.put(
                        "ServerCertificateName",
                        properties.path("ServerCertificateName").asText(name)))
                .build());
    all.put(key(place.account(), certificate.name()), certificate);
    return new Made(certificate.name(), Map.of("Arn", certificate.arn()));
  }
}
