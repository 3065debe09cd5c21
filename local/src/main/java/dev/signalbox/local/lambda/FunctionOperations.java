package dev.signalbox.local.lambda;

import dev.signalbox.local.api.AwsError;
import dev.signalbox.local.api.Caller;
import dev.signalbox.local.api.Clock;
import dev.signalbox.local.api.Service;
import dev.signalbox.local.api.Shapes;
import dev.signalbox.local.lambda.FunctionRecord.Code;
import dev.signalbox.local.lambda.FunctionRecord.Configuration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.lambda.model.CreateFunctionRequest;
import software.amazon.awssdk.services.lambda.model.CreateFunctionResponse;
import software.amazon.awssdk.services.lambda.model.DeleteFunctionRequest;
import software.amazon.awssdk.services.lambda.model.DeleteFunctionResponse;
import software.amazon.awssdk.services.lambda.model.PackageType;
import software.amazon.awssdk.services.lambda.model.UpdateFunctionCodeRequest;
import software.amazon.awssdk.services.lambda.model.UpdateFunctionCodeResponse;
import software.amazon.awssdk.services.lambda.model.UpdateFunctionConfigurationRequest;
import software.amazon.awssdk.services.lambda.model.UpdateFunctionConfigurationResponse;

/** Making, changing and removing functions. */
final class FunctionOperations {
  private final Catalogue catalogue;
  private final FunctionUrls urls;
  private final CodeStore store;
  private final Clock clock;

  FunctionOperations(Catalogue catalogue, FunctionUrls urls, CodeStore store, Clock clock) {
    this.catalogue = catalogue;
    this.urls = urls;
    this.store = store;
    this.clock = clock;
  }

  void addTo(Service service) {
    service
        .on("CreateFunction", CreateFunctionRequest::builder, this::create)
        .on("UpdateFunctionCode", UpdateFunctionCodeRequest::builder, this::updateCode)
        .on(
            "UpdateFunctionConfiguration",
            UpdateFunctionConfigurationRequest::builder,
            this::updateConfiguration)
        .on("DeleteFunction", DeleteFunctionRequest::builder, this::delete);
  }

  private CreateFunctionResponse create(Caller caller, CreateFunctionRequest request) {
    if (request.packageType() == PackageType.IMAGE) {
      throw AwsError.notImplemented("lambda", "CreateFunction from an image");
    }
    Catalogue.Name name = Catalogue.name(caller.place(), request.functionName(), null);
    Configuration configuration = Settings.of(name.name(), request);
    Runtimes.check(configuration);
    var sent = request.code();
    Code code = store.of(sent.zipFile(), sent.s3Bucket(), sent.s3Key(), sent.s3ObjectVersion());
    FunctionRecord made =
        FunctionRecord.made(
            name.place(), name.name(), code, configuration, request.tags(), clock.millis());
    if (!catalogue.add(made)) {
      throw new AwsError(
          "ResourceConflictException", 409, "Function already exist: " + name.name());
    }
    FunctionRecord shown =
        Boolean.TRUE.equals(request.publish()) ? catalogue.publish(name, Optional.empty()) : made;
    return Shapes.fill(CreateFunctionResponse.builder(), Shapes.json(Descriptions.described(shown)))
        .build();
  }

  private UpdateFunctionCodeResponse updateCode(Caller caller, UpdateFunctionCodeRequest request) {
    Catalogue.Name name = Catalogue.name(caller.place(), request.functionName(), null);
    checkRevision(catalogue.get(name), request.revisionId());
    Code code =
        store.of(request.zipFile(), request.s3Bucket(), request.s3Key(), request.s3ObjectVersion());
    FunctionRecord shown = catalogue.get(name);
    if (Boolean.TRUE.equals(request.dryRun())) {
      shown = shown.changed(code, shown.configuration(), shown.modifiedMillis());
    } else {
      shown = catalogue.update(name, it -> it.changed(code, it.configuration(), clock.millis()));
      if (Boolean.TRUE.equals(request.publish())) {
        shown = catalogue.publish(name, Optional.empty());
      }
    }
    return Shapes.fill(
            UpdateFunctionCodeResponse.builder(), Shapes.json(Descriptions.described(shown)))
        .build();
  }

  private UpdateFunctionConfigurationResponse updateConfiguration(
      Caller caller, UpdateFunctionConfigurationRequest request) {
    Catalogue.Name name = Catalogue.name(caller.place(), request.functionName(), null);
    checkRevision(catalogue.get(name), request.revisionId());
    Configuration changed = Settings.changed(catalogue.get(name).configuration(), request);
    Runtimes.check(changed);
    FunctionRecord shown =
        catalogue.update(
            name,
            it ->
                it.changed(
                    it.code(), Settings.changed(it.configuration(), request), clock.millis()));
    return Shapes.fill(
            UpdateFunctionConfigurationResponse.builder(),
            Shapes.json(Descriptions.described(shown)))
        .build();
  }

  static void checkRevision(FunctionRecord function, @Nullable String expected) {
    if (expected != null && !expected.equals(function.revision())) {
      throw new AwsError(
          "PreconditionFailedException",
          412,
          "The Revision Id provided does not match the latest Revision Id. Call the"
              + " GetFunction/GetAlias API to retrieve the latest Revision Id");
    }
  }

  private DeleteFunctionResponse delete(Caller caller, DeleteFunctionRequest request) {
    Catalogue.Name name =
        Catalogue.name(caller.place(), request.functionName(), request.qualifier());
    FunctionRecord function = catalogue.get(name);
    if (name.qualifier().isEmpty()) {
      catalogue.remove(function);
      urls.removeAll(name);
    } else {
      deleteVersion(name, name.qualifier().get());
    }
    return DeleteFunctionResponse.builder().statusCode(204).build();
  }

  private void deleteVersion(Catalogue.Name name, String version) {
    if (version.equals(FunctionRecord.LATEST)) {
      throw Catalogue.invalid("$LATEST version cannot be deleted without deleting the function.");
    }
    if (!version.matches("\\d+")) {
      throw Catalogue.invalid("Deletion of aliases is not currently supported.");
    }
    var aliases =
        catalogue.aliases(name).stream()
            .filter(it -> it.version().equals(version) || it.weights().containsKey(version))
            .map(Alias::name)
            .toList();
    if (!aliases.isEmpty()) {
      throw new AwsError(
          "ResourceConflictException",
          409,
          "Unable to delete version because the following aliases reference it: " + aliases);
    }
    catalogue.version(name, version).ifPresent(catalogue::removeVersion);
  }
}
