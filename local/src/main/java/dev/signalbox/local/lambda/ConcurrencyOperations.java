package dev.signalbox.local.lambda;

import dev.signalbox.local.api.Caller;
import dev.signalbox.local.api.Service;
import software.amazon.awssdk.services.lambda.model.DeleteFunctionConcurrencyRequest;
import software.amazon.awssdk.services.lambda.model.DeleteFunctionConcurrencyResponse;
import software.amazon.awssdk.services.lambda.model.GetFunctionConcurrencyRequest;
import software.amazon.awssdk.services.lambda.model.GetFunctionConcurrencyResponse;
import software.amazon.awssdk.services.lambda.model.PutFunctionConcurrencyRequest;
import software.amazon.awssdk.services.lambda.model.PutFunctionConcurrencyResponse;

/** How much of the account's concurrency a function has for itself. */
record ConcurrencyOperations(Catalogue catalogue) {
  /** What an account has, less what must stay for functions without a share of their own. */
  private static final int MOST = 1000 - 100;

  void addTo(Service service) {
    service
        .on("PutFunctionConcurrency", PutFunctionConcurrencyRequest::builder, this::put)
        .on("GetFunctionConcurrency", GetFunctionConcurrencyRequest::builder, this::get)
        .on("DeleteFunctionConcurrency", DeleteFunctionConcurrencyRequest::builder, this::delete);
  }

  private PutFunctionConcurrencyResponse put(Caller caller, PutFunctionConcurrencyRequest request) {
    Catalogue.Name name = Catalogue.name(caller.place(), request.functionName(), null);
    int wanted = request.reservedConcurrentExecutions();
    int others =
        catalogue.of(caller.place()).stream()
            .filter(it -> !it.name().equals(name.name()))
            .mapToInt(it -> Math.max(0, it.reserved()))
            .sum();
    catalogue.get(name);
    if (wanted + others > MOST) {
      throw Catalogue.invalid(
          "Specified ReservedConcurrentExecutions for function decreases account's"
              + " UnreservedConcurrentExecution below its minimum value of [100].");
    }
    catalogue.update(name, it -> it.reserving(wanted));
    return PutFunctionConcurrencyResponse.builder().reservedConcurrentExecutions(wanted).build();
  }

  private GetFunctionConcurrencyResponse get(Caller caller, GetFunctionConcurrencyRequest request) {
    FunctionRecord function =
        catalogue.get(Catalogue.name(caller.place(), request.functionName(), null));
    return GetFunctionConcurrencyResponse.builder()
        .reservedConcurrentExecutions(
            function.reserved() == FunctionRecord.UNRESERVED ? null : function.reserved())
        .build();
  }

  private DeleteFunctionConcurrencyResponse delete(
      Caller caller, DeleteFunctionConcurrencyRequest request) {
    catalogue.update(
        Catalogue.name(caller.place(), request.functionName(), null),
        it -> it.reserving(FunctionRecord.UNRESERVED));
    return DeleteFunctionConcurrencyResponse.builder().build();
  }
}
