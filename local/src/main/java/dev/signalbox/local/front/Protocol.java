package dev.signalbox.local.front;

import dev.signalbox.local.api.AwsError;
import dev.signalbox.local.model.ApiOperation;
import dev.signalbox.local.model.Model;
import software.amazon.awssdk.core.SdkPojo;

/** How requests and answers of one family of AWS APIs look on the wire. */
sealed interface Protocol permits JsonProtocol, QueryProtocol, RestJsonProtocol {

  /** The operation a request asks for. */
  record Call(Model model, ApiOperation operation) {}

  /**
   * @throws AwsError when there is no such operation
   */
  Call call();

  /**
   * Fills an empty request.
   *
   * @throws AwsError SerializationException and the like
   */
  void fill(SdkPojo builder);

  Reply result(Call call, SdkPojo result, String requestId);

  Reply error(AwsError error, String requestId);
}
