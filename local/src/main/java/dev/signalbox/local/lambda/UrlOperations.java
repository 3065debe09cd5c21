package dev.signalbox.local.lambda;

import dev.signalbox.local.api.AwsError;
import dev.signalbox.local.api.Caller;
import dev.signalbox.local.api.Clock;
import dev.signalbox.local.api.Paging.Page;
import dev.signalbox.local.api.Service;
import dev.signalbox.local.api.Shapes;
import java.net.URI;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.lambda.model.Cors;
import software.amazon.awssdk.services.lambda.model.CreateFunctionUrlConfigRequest;
import software.amazon.awssdk.services.lambda.model.CreateFunctionUrlConfigResponse;
import software.amazon.awssdk.services.lambda.model.DeleteFunctionUrlConfigRequest;
import software.amazon.awssdk.services.lambda.model.DeleteFunctionUrlConfigResponse;
import software.amazon.awssdk.services.lambda.model.FunctionUrlConfig;
import software.amazon.awssdk.services.lambda.model.GetFunctionUrlConfigRequest;
import software.amazon.awssdk.services.lambda.model.GetFunctionUrlConfigResponse;
import software.amazon.awssdk.services.lambda.model.InvokeMode;
import software.amazon.awssdk.services.lambda.model.ListFunctionUrlConfigsRequest;
import software.amazon.awssdk.services.lambda.model.ListFunctionUrlConfigsResponse;
import software.amazon.awssdk.services.lambda.model.UpdateFunctionUrlConfigRequest;
import software.amazon.awssdk.services.lambda.model.UpdateFunctionUrlConfigResponse;

/** The operations on the addresses of functions. */
record UrlOperations(Catalogue catalogue, FunctionUrls urls, Clock clock, Supplier<URI> door) {
  void addTo(Service service) {
    service
        .on("CreateFunctionUrlConfig", CreateFunctionUrlConfigRequest::builder, this::create)
        .on("GetFunctionUrlConfig", GetFunctionUrlConfigRequest::builder, this::get)
        .on("UpdateFunctionUrlConfig", UpdateFunctionUrlConfigRequest::builder, this::update)
        .on("DeleteFunctionUrlConfig", DeleteFunctionUrlConfigRequest::builder, this::delete)
        .on("ListFunctionUrlConfigs", ListFunctionUrlConfigsRequest::builder, this::list);
  }

  private CreateFunctionUrlConfigResponse create(
      Caller caller, CreateFunctionUrlConfigRequest request) {
    refuseWhatIsNotHere("CreateFunctionUrlConfig", request.cors(), request.invokeMode());
    Catalogue.Name name = named(caller, request.functionName(), request.qualifier());
    FunctionUrl url =
        new FunctionUrl(
            name.place().account(),
            name.place().region(),
            name.name(),
            name.qualifier().orElse(""),
            request.authTypeAsString(),
            clock.millis(),
            clock.millis());
    if (!urls.add(url)) {
      throw new AwsError(
          "ResourceConflictException",
          409,
          "Failed to create function url config for [functionArn = %s]. Error message: "
                  .formatted(url.functionArn())
              + " FunctionUrlConfig exists for this Lambda function");
    }
    return Shapes.fill(CreateFunctionUrlConfigResponse.builder(), Shapes.json(shown(url))).build();
  }

  private GetFunctionUrlConfigResponse get(Caller caller, GetFunctionUrlConfigRequest request) {
    FunctionUrl url = urls.get(named(caller, request.functionName(), request.qualifier()));
    return Shapes.fill(GetFunctionUrlConfigResponse.builder(), Shapes.json(shown(url))).build();
  }

  private UpdateFunctionUrlConfigResponse update(
      Caller caller, UpdateFunctionUrlConfigRequest request) {
    refuseWhatIsNotHere("UpdateFunctionUrlConfig", request.cors(), request.invokeMode());
    FunctionUrl now = urls.get(named(caller, request.functionName(), request.qualifier()));
    FunctionUrl url =
        now.with(
            Optional.ofNullable(request.authTypeAsString()).orElse(now.auth()), clock.millis());
    urls.put(url);
    return Shapes.fill(UpdateFunctionUrlConfigResponse.builder(), Shapes.json(shown(url))).build();
  }

  private DeleteFunctionUrlConfigResponse delete(
      Caller caller, DeleteFunctionUrlConfigRequest request) {
    Catalogue.Name name = named(caller, request.functionName(), request.qualifier());
    urls.get(name);
    urls.remove(name);
    return DeleteFunctionUrlConfigResponse.builder().build();
  }

  private ListFunctionUrlConfigsResponse list(
      Caller caller, ListFunctionUrlConfigsRequest request) {
    Catalogue.Name name = named(caller, request.functionName(), null);
    Page<FunctionUrl> page =
        Catalogue.PAGES.page(urls.of(name), request.maxItems(), request.marker());
    return ListFunctionUrlConfigsResponse.builder()
        .functionUrlConfigs(page.items().stream().map(this::shown).toList())
        .nextMarker(page.next())
        .build();
  }

  private FunctionUrlConfig shown(FunctionUrl url) {
    return FunctionUrlConfig.builder()
        .functionUrl(address(url))
        .functionArn(url.functionArn())
        .authType(url.auth())
        .creationTime(FunctionUrl.time(url.createdMillis()))
        .lastModifiedTime(FunctionUrl.time(url.modifiedMillis()))
        .invokeMode(InvokeMode.BUFFERED)
        .build();
  }

  private String address(FunctionUrl url) {
    return url.address(door.get()).toString();
  }

  private Catalogue.Name named(Caller caller, String function, @Nullable String qualifier) {
    Catalogue.Name name = Catalogue.name(caller.place(), function, qualifier);
    catalogue.resolve(name.place(), name.name(), name.qualifier().orElse(null));
    return name;
  }

  private static void refuseWhatIsNotHere(
      String operation, @Nullable Cors cors, @Nullable InvokeMode mode) {
    if (cors != null) {
      throw AwsError.notImplemented("lambda", operation + " with Cors");
    }
    if (mode == InvokeMode.RESPONSE_STREAM) {
      throw AwsError.notImplemented("lambda", operation + " with InvokeMode RESPONSE_STREAM");
    }
  }
}
