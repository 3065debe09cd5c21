package software.amazon.awssdk.regions;

import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.regions.servicemetadata.CodecommitServiceMetadata;
import software.amazon.awssdk.regions.servicemetadata.CodepipelineServiceMetadata;
import software.amazon.awssdk.regions.servicemetadata.DynamodbServiceMetadata;
import software.amazon.awssdk.regions.servicemetadata.EventsServiceMetadata;
import software.amazon.awssdk.regions.servicemetadata.StsServiceMetadata;

/**
 * Stands before the SDK's class of this name in a function's zip. The SDK's makes the tables of all
 * of AWS's services when the first client is built, which is a fifth of a cold start.
 */
public final class GeneratedServiceMetadataProvider implements ServiceMetadataProvider {
  @Override
  public @Nullable ServiceMetadata serviceMetadata(String service) {
    return switch (service) {
      case "codecommit" -> new CodecommitServiceMetadata();
      case "codepipeline" -> new CodepipelineServiceMetadata();
      case "dynamodb" -> new DynamodbServiceMetadata();
      case "events" -> new EventsServiceMetadata();
      case "sts" -> new StsServiceMetadata();
      // What the SDK does not know either gets its rule for all services.
      default -> null;
    };
  }
}
