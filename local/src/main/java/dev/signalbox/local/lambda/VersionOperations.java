package dev.signalbox.local.lambda;

import dev.signalbox.local.api.AwsError;
import dev.signalbox.local.api.Caller;
import dev.signalbox.local.api.Paging.Page;
import dev.signalbox.local.api.Service;
import dev.signalbox.local.api.Shapes;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.lambda.model.AliasConfiguration;
import software.amazon.awssdk.services.lambda.model.AliasRoutingConfiguration;
import software.amazon.awssdk.services.lambda.model.CreateAliasRequest;
import software.amazon.awssdk.services.lambda.model.CreateAliasResponse;
import software.amazon.awssdk.services.lambda.model.DeleteAliasRequest;
import software.amazon.awssdk.services.lambda.model.DeleteAliasResponse;
import software.amazon.awssdk.services.lambda.model.GetAliasRequest;
import software.amazon.awssdk.services.lambda.model.GetAliasResponse;
import software.amazon.awssdk.services.lambda.model.ListAliasesRequest;
import software.amazon.awssdk.services.lambda.model.ListAliasesResponse;
import software.amazon.awssdk.services.lambda.model.ListVersionsByFunctionRequest;
import software.amazon.awssdk.services.lambda.model.ListVersionsByFunctionResponse;
import software.amazon.awssdk.services.lambda.model.PublishVersionRequest;
import software.amazon.awssdk.services.lambda.model.PublishVersionResponse;
import software.amazon.awssdk.services.lambda.model.UpdateAliasRequest;
import software.amazon.awssdk.services.lambda.model.UpdateAliasResponse;

/** The operations on versions and their aliases. */
record VersionOperations(Catalogue catalogue) {

  void addTo(Service service) {
    service
        .on("PublishVersion", PublishVersionRequest::builder, this::publish)
        .on("ListVersionsByFunction", ListVersionsByFunctionRequest::builder, this::versions)
        .on("CreateAlias", CreateAliasRequest::builder, this::create)
        .on("UpdateAlias", UpdateAliasRequest::builder, this::update)
        .on("GetAlias", GetAliasRequest::builder, this::get)
        .on("ListAliases", ListAliasesRequest::builder, this::list)
        .on("DeleteAlias", DeleteAliasRequest::builder, this::delete);
  }

  private PublishVersionResponse publish(Caller caller, PublishVersionRequest request) {
    Catalogue.Name name = Catalogue.name(caller.place(), request.functionName(), null);
    FunctionRecord function = catalogue.get(name);
    FunctionOperations.checkRevision(function, request.revisionId());
    if (request.codeSha256() != null && !request.codeSha256().equals(function.code().sha256())) {
      throw Catalogue.invalid(
          "CodeSHA256 (%s) is different from current CodeSHA256 in $LATEST (%s). Please try again"
                  .formatted(request.codeSha256(), function.code().sha256())
              + " with the CodeSHA256 in $LATEST.");
    }
    FunctionRecord published = catalogue.publish(name, Optional.ofNullable(request.description()));
    return Shapes.fill(
            PublishVersionResponse.builder(), Shapes.json(Descriptions.described(published)))
        .build();
  }

  private ListVersionsByFunctionResponse versions(
      Caller caller, ListVersionsByFunctionRequest request) {
    Catalogue.Name name = Catalogue.name(caller.place(), request.functionName(), null);
    List<FunctionRecord> all = new ArrayList<>(List.of(catalogue.get(name)));
    all.addAll(catalogue.versions(name));
    Page<FunctionRecord> page = Catalogue.PAGES.page(all, request.maxItems(), request.marker());
    return ListVersionsByFunctionResponse.builder()
        .versions(
            page.items().stream().map(it -> Descriptions.described(it, it.versionArn())).toList())
        .nextMarker(page.next())
        .build();
  }

  private CreateAliasResponse create(Caller caller, CreateAliasRequest request) {
    Catalogue.Name name = Catalogue.name(caller.place(), request.functionName(), null);
    catalogue.get(name);
    Alias alias =
        checked(
            catalogue,
            name,
            new Alias(
                name.name(),
                request.name(),
                request.functionVersion(),
                Optional.ofNullable(request.description()).orElse(""),
                weights(request.routingConfig()).orElse(Map.of()),
                UUID.randomUUID().toString()));
    if (!catalogue.addAlias(name, alias)) {
      throw new AwsError(
          "ResourceConflictException", 409, "Alias already exists: " + arn(name, alias.name()));
    }
    return Shapes.fill(CreateAliasResponse.builder(), Shapes.json(shown(name, alias))).build();
  }

  private static Optional<Map<String, Double>> weights(
      @Nullable AliasRoutingConfiguration routing) {
    return Optional.ofNullable(routing).map(AliasRoutingConfiguration::additionalVersionWeights);
  }

  static Alias checked(Catalogue catalogue, Catalogue.Name name, Alias alias) {
    List<String> versions = new ArrayList<>(List.of(alias.version()));
    versions.addAll(alias.weights().keySet());
    for (String version : versions) {
      if (!version.equals(FunctionRecord.LATEST) && catalogue.version(name, version).isEmpty()) {
        throw Catalogue.notFound(
            new Catalogue.Name(name.place(), name.name(), Optional.of(version)));
      }
    }
    if (alias.weights().size() > 1) {
      throw Catalogue.invalid(
          "Number of items in AdditionalVersionWeights cannot be greater than 1");
    }
    if (!alias.weights().isEmpty() && versions.contains(FunctionRecord.LATEST)) {
      throw Catalogue.invalid(
          "$LATEST is not supported for an alias pointing to more than 1 version");
    }
    if (alias.weights().containsKey(alias.version())) {
      throw Catalogue.invalid(
          "Invalid function version "
              + alias.version()
              + ". Function version "
              + alias.version()
              + " is already included in routing configuration.");
    }
    return alias;
  }

  static Alias existing(Catalogue catalogue, Catalogue.Name name, String alias) {
    catalogue.get(name);
    return catalogue
        .alias(name, alias)
        .orElseThrow(() ->
            new AwsError(
                "ResourceNotFoundException", 404, "Cannot find alias arn: " + arn(name, alias)));
  }

  private UpdateAliasResponse update(Caller caller, UpdateAliasRequest request) {
    Catalogue.Name name = Catalogue.name(caller.place(), request.functionName(), null);
    Alias now = existing(catalogue, name, request.name());
    if (request.revisionId() != null && !request.revisionId().equals(now.revision())) {
      throw new AwsError(
          "PreconditionFailedException",
          412,
          "The Revision Id provided does not match the latest Revision Id. Call the"
              + " GetFunction/GetAlias API to retrieve the latest Revision Id");
    }
    Alias changed =
        checked(
            catalogue,
            name,
            new Alias(
                now.function(),
                now.name(),
                Optional.ofNullable(request.functionVersion()).orElse(now.version()),
                Optional.ofNullable(request.description()).orElse(now.description()),
                weights(request.routingConfig()).orElse(now.weights()),
                UUID.randomUUID().toString()));
    catalogue.putAlias(name, changed);
    return Shapes.fill(UpdateAliasResponse.builder(), Shapes.json(shown(name, changed))).build();
  }

  private GetAliasResponse get(Caller caller, GetAliasRequest request) {
    Catalogue.Name name = Catalogue.name(caller.place(), request.functionName(), null);
    return Shapes.fill(
            GetAliasResponse.builder(),
            Shapes.json(shown(name, existing(catalogue, name, request.name()))))
        .build();
  }

  private ListAliasesResponse list(Caller caller, ListAliasesRequest request) {
    Catalogue.Name name = Catalogue.name(caller.place(), request.functionName(), null);
    catalogue.get(name);
    List<Alias> all =
        catalogue.aliases(name).stream()
            .filter(it ->
                request.functionVersion() == null
                    || it.version().equals(request.functionVersion())
                    || it.weights().containsKey(request.functionVersion()))
            .toList();
    Page<Alias> page = Catalogue.PAGES.page(all, request.maxItems(), request.marker());
    return ListAliasesResponse.builder()
        .aliases(page.items().stream().map(it -> shown(name, it)).toList())
        .nextMarker(page.next())
        .build();
  }

  private DeleteAliasResponse delete(Caller caller, DeleteAliasRequest request) {
    Catalogue.Name name = Catalogue.name(caller.place(), request.functionName(), null);
    catalogue.get(name);
    catalogue.removeAlias(name, request.name());
    catalogue.removeSettings(name, request.name());
    return DeleteAliasResponse.builder().build();
  }

  private static AliasConfiguration shown(Catalogue.Name name, Alias alias) {
    AliasConfiguration.Builder shown =
        AliasConfiguration.builder()
            .aliasArn(arn(name, alias.name()))
            .name(alias.name())
            .functionVersion(alias.version())
            .description(alias.description())
            .revisionId(alias.revision());
    if (!alias.weights().isEmpty()) {
      shown.routingConfig(it -> it.additionalVersionWeights(alias.weights()));
    }
    return shown.build();
  }

  private static String arn(Catalogue.Name name, String alias) {
    return name.place().arn("lambda", "function:" + name.name() + ":" + alias);
  }
}
