package dev.signalbox.core.release;

import java.util.regex.Pattern;

/** A pipeline where it lives: the same name in two places is two pipelines. */
public record PipelineId(AccountId account, Region region, String name) {
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9.@\\-_]{1,100}");

  public PipelineId {
    if (!NAME.matcher(name).matches()) {
      throw new IllegalArgumentException(
          "A pipeline's name has 1 to 100 letters, digits and . @ - _, got '" + name + "'");
    }
  }

  /**
   * The pipeline of that ARN.
   *
   * @throws IllegalArgumentException where it is not one of a pipeline
   */
  public static PipelineId ofArn(String arn) {
    String[] parts = arn.split(":", -1);
    if (parts.length == 6 && parts[0].equals("arn") && parts[2].equals("codepipeline")) {
      var pipeline = new PipelineId(new AccountId(parts[4]), new Region(parts[3]), parts[5]);
      if (pipeline.arn().equals(arn)) {
        return pipeline;
      }
    }
    throw new IllegalArgumentException("'" + arn + "' is not the ARN of a pipeline");
  }

  public String arn() {
    return "arn:%s:codepipeline:%s:%s:%s".formatted(region.partition(), region, account, name);
  }

  @Override
  public String toString() {
    return account + "/" + region + "/" + name;
  }
}
