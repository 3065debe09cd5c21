package dev.signalbox.aws.client;

import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.ContainerCredentialsProvider;
import software.amazon.awssdk.auth.credentials.EnvironmentVariableCredentialsProvider;

/**
 * The credentials Lambda gives a function: in its environment, or from a local address where the
 * function may be restored from a snapshot and would else wake up with those of the day it was
 * taken.
 */
public final class FunctionCredentials implements AwsCredentialsProvider {
  private final boolean fromAddress;
  private @Nullable AwsCredentialsProvider provider;

  /** Which of the two, as the environment says. */
  public FunctionCredentials(boolean fromAddress) {
    this.fromAddress = fromAddress;
  }

  @Override
  public synchronized AwsCredentials resolveCredentials() {
    AwsCredentialsProvider known = provider;
    if (known == null) {
      known =
          fromAddress
              ? ContainerCredentialsProvider.builder().build()
              : EnvironmentVariableCredentialsProvider.create();
      provider = known;
    }
    return known.resolveCredentials();
  }
}
