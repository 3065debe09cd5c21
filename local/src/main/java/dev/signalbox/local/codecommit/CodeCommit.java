package dev.signalbox.local.codecommit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.signalbox.local.api.Clock;
import dev.signalbox.local.api.Endpoint;
import dev.signalbox.local.api.Events;
import dev.signalbox.local.api.Functions;
import dev.signalbox.local.api.Identity;
import dev.signalbox.local.api.Place;
import dev.signalbox.local.api.Repositories;
import dev.signalbox.local.api.Resources;
import dev.signalbox.local.api.Service;
import dev.signalbox.local.api.Store;
import dev.signalbox.local.codecommit.git.GitEndpoint;
import dev.signalbox.local.codecommit.git.Hosted;
import dev.signalbox.local.codecommit.git.Hosting;
import dev.signalbox.local.codecommit.git.References;
import dev.signalbox.local.codecommit.history.CommitZip;
import dev.signalbox.local.codecommit.history.Commits;
import dev.signalbox.local.codecommit.review.ApprovalOperations;
import dev.signalbox.local.codecommit.review.ApprovalRuleOperations;
import dev.signalbox.local.codecommit.review.PullRequestMerges;
import dev.signalbox.local.codecommit.review.PullRequestOperations;
import dev.signalbox.local.codecommit.review.PullRequests;
import dev.signalbox.local.codecommit.review.ReactionOperations;
import dev.signalbox.local.codecommit.review.RemarkLists;
import dev.signalbox.local.codecommit.review.RemarkOperations;
import dev.signalbox.local.codecommit.review.Remarks;
import dev.signalbox.local.codecommit.review.SourceWatch;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import software.amazon.awssdk.services.codecommit.model.Commit;

/** CodeCommit: one set of repositories behind its API, git over HTTP and pipelines. */
public final class CodeCommit implements Repositories, Resources, AutoCloseable {
  private final Hosting repositories;
  private final Clock clock;
  private final References references;
  private final Events bus;
  private final PullRequests pullRequests;
  private final Remarks remarks;
  private final TagOperations tags;
  private final TriggerCalls calls;
  private final TriggerOperations triggers;
  private final RepositoryOperations operations;
  private final GitEndpoint git;

  /**
   * @param address of the front door
   * @param region of a git request that names none
   */
  public CodeCommit(
      Store store,
      Clock clock,
      Events events,
      Identity identity,
      Supplier<URI> address,
      String region) {
    this.clock = clock;
    this.repositories = new Hosting(store, clock);
    this.references = new References(repositories, events);
    this.bus = events;
    this.pullRequests = new PullRequests(store, repositories);
    this.remarks = new Remarks(store, repositories);
    this.calls = new TriggerCalls(clock);
    this.triggers = new TriggerOperations(repositories, store, calls);
    references.listenToPushes(triggers);
    references.listen(new SourceWatch(repositories, pullRequests, events, clock));
    this.tags = new TagOperations(repositories, store);
    this.operations = new RepositoryOperations(repositories, tags, address);
    this.git = new GitEndpoint(repositories, references, identity, region);
  }

  public Service api() {
    Service service = new Service("codecommit");
    operations.addTo(service);
    tags.addTo(service);
    triggers.addTo(service);
    new BranchOperations(repositories, references).addTo(service);
    new CommitOperations(repositories).addTo(service);
    new FileOperations(repositories).addTo(service);
    new MergeQueries(repositories).addTo(service);
    new ConflictQueries(repositories).addTo(service);
    new MergeOperations(repositories, references, clock).addTo(service);
    new WriteOperations(repositories, references, clock).addTo(service);
    new PullRequestOperations(repositories, pullRequests, bus, clock).addTo(service);
    new PullRequestMerges(repositories, references, pullRequests, bus, clock).addTo(service);
    new ApprovalOperations(pullRequests, bus, clock).addTo(service);
    new ApprovalRuleOperations(pullRequests, bus, clock).addTo(service);
    new RemarkOperations(repositories, pullRequests, remarks, bus, clock).addTo(service);
    new RemarkLists(repositories, pullRequests, remarks).addTo(service);
    new ReactionOperations(remarks, bus).addTo(service);
    return service;
  }

  /** Lets triggers call these functions. */
  public void start(Functions functions) {
    calls.to(functions);
  }

  public Endpoint git() {
    return git;
  }

  /** A repository's clone URL, by account, Region and name, for pages. */
  public List<String> cloneUrls() {
    return repositories.all().stream().map(operations::cloneUrl).toList();
  }

  @Override
  public Optional<Commit> commit(Place place, String repository, String specifier) {
    Hosted record = repositories.get(place, repository);
    return new Commits(repositories.data(record).repository())
        .find(specifier)
        .map(found ->
            new Commit(
                found.name(),
                found.getFullMessage(),
                found.getAuthorIdent().getName(),
                found.getAuthorIdent().getWhenAsInstant(),
                found.getCommitterIdent().getWhenAsInstant()));
  }

  @Override
  public void writeZip(Place place, String repository, String commitId, Path zip) {
    new CommitZip(repositories.data(repositories.get(place, repository)).repository())
        .write(commitId, zip);
  }

  @Override
  public Set<String> types() {
    return Set.of("AWS::CodeCommit::Repository");
  }

  @Override
  public Made make(Place place, String type, String logicalId, String name, ObjectNode properties) {
    JsonNode named = properties.path("RepositoryName");
    String repository = named.isTextual() ? named.textValue() : name;
    String description = properties.path("RepositoryDescription").asText("");
    Hosted record =
        repositories
            .find(place, repository)
            .orElseGet(() ->
                repositories.create(
                    place, repository, description, properties.path("KmsKeyId").asText("")));
    return new Made(
        record.id(),
        Map.of(
            "Arn",
            record.arn(),
            "Name",
            record.name(),
            "CloneUrlHttp",
            operations.cloneUrl(record)));
  }

  @Override
  public void close() {
    repositories.close();
  }
}
