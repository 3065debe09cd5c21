package dev.signalbox.local.lambda;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.signalbox.local.api.AwsError;
import dev.signalbox.local.api.Store;
import dev.signalbox.local.api.Table;
import java.util.List;
import java.util.Optional;

/** The addresses of functions. */
final class FunctionUrls {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String ACTION = "lambda:InvokeFunctionUrl";

  private final Table<FunctionUrl> urls;
  private final Catalogue catalogue;

  FunctionUrls(Store store, Catalogue catalogue) {
    this.urls = store.table("lambda.urls", FunctionUrl.class);
    this.catalogue = catalogue;
  }

  boolean add(FunctionUrl url) {
    return urls.putIfAbsent(url.key(), url);
  }

  void put(FunctionUrl url) {
    urls.put(url.key(), url);
  }

  FunctionUrl get(Catalogue.Name name) {
    return urls.get(key(name))
        .orElseThrow(() ->
            new AwsError(
                "ResourceNotFoundException", 404, "The resource you requested does not exist."));
  }

  boolean remove(Catalogue.Name name) {
    return urls.remove(key(name));
  }

  void removeAll(Catalogue.Name name) {
    of(name).forEach(url -> urls.remove(url.key()));
  }

  List<FunctionUrl> of(Catalogue.Name name) {
    return urls.startingWith(name.place().key(name.name()) + ":");
  }

  Optional<FunctionUrl> at(String host) {
    return urls.all().stream().filter(url -> url.host().equals(host)).findFirst();
  }

  private static String key(Catalogue.Name name) {
    return name.place().key(name.name()) + ":" + name.qualifier().orElse("");
  }

  /** Whether the function's policy lets anybody in by this address. */
  boolean isOpen(FunctionUrl url) {
    FunctionRecord function =
        catalogue.get(new Catalogue.Name(url.place(), url.function(), Optional.empty()));
    String qualifier = url.qualifier().isEmpty() ? FunctionRecord.LATEST : url.qualifier();
    return catalogue.policy(function, qualifier).statements().values().stream()
        .map(FunctionUrls::json)
        .anyMatch(FunctionUrls::letsAnybodyIn);
  }

  private static boolean letsAnybodyIn(JsonNode statement) {
    JsonNode auth =
        statement.path("Condition").path("StringEquals").path("lambda:FunctionUrlAuthType");
    return statement.path("Principal").asText().equals("*")
        && statement.path("Action").asText().equals(ACTION)
        && (auth.isMissingNode() || auth.asText().equals(FunctionUrl.NONE));
  }

  private static JsonNode json(String statement) {
    try {
      return JSON.readTree(statement);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("A statement was kept that is no JSON", e);
    }
  }
}
