package dev.signalbox.aws.gate;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** A bucket with versions of one object; of others it says what S3 says to those who may not. */
final class FakeBucket implements S3Client {
  final Map<String, String> versions = new HashMap<>();

  @Override
  public ResponseInputStream<GetObjectResponse> getObject(GetObjectRequest request) {
    String content =
        Optional.ofNullable(versions.get(request.versionId()))
            .filter(_ -> request.ifMatch().equals("\"etag-%s\"".formatted(request.versionId())))
            .orElseThrow(() ->
                S3Exception.builder()
                    .awsErrorDetails(
                        AwsErrorDetails.builder()
                            .errorCode("AccessDenied")
                            .errorMessage("Access Denied")
                            .build())
                    .statusCode(403)
                    .build());
    return new ResponseInputStream<>(
        GetObjectResponse.builder().build(),
        AbortableInputStream.create(
            new ByteArrayInputStream(content.getBytes(StandardCharsets.UTF_8))));
  }

  @Override
  public String serviceName() {
    return SERVICE_NAME;
  }

  @Override
  public void close() {}
}
