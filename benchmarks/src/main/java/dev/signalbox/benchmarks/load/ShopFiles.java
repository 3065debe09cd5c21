package dev.signalbox.benchmarks.load;

import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The template and the definition of a shop with so many services. */
final class ShopFiles {
  private static final String TOP =
      """
      AWSTemplateFormatVersion: "2010-09-09"
      Resources:
        Artifacts:
          Type: AWS::S3::Bucket
          Properties: {BucketName: artifacts-of-the-shop}
        Releases:
          Type: AWS::S3::Bucket
          Properties: {BucketName: releases-of-the-shop, VersioningConfiguration: {Status: Enabled}}
        Target:
          Type: AWS::IAM::Role
          Properties:
            RoleName: signalbox-target
            AssumeRolePolicyDocument:
              Version: "2012-10-17"
              Statement:
                - {Effect: Allow, Action: sts:AssumeRole, Principal: {AWS: "arn:aws:iam::111111111111:root"}}
        Runner:
          Type: AWS::IAM::Role
          Properties:
            RoleName: runner
            AssumeRolePolicyDocument:
              Version: "2012-10-17"
              Statement:
                - {Effect: Allow, Action: sts:AssumeRole, Principal: {Service: codepipeline.amazonaws.com}}
      """;

  private static final String PIPELINE =
      """
        Pipeline%3$s%1$02d:
          Type: AWS::CodePipeline::Pipeline
          Properties:
            Name: %2$s-%1$02d
            PipelineType: V2
            ExecutionMode: PARALLEL
            RoleArn: !GetAtt Runner.Arn
            ArtifactStore: {Type: S3, Location: !Ref Artifacts}
            Stages:
              - Name: Source
                Actions:
                  - Name: Checkout
                    ActionTypeId: {Category: Source, Owner: AWS, Provider: CodeCommit, Version: "1"}
                    Configuration: {RepositoryName: %4$s, BranchName: main, PollForSourceChanges: "false"}
                    OutputArtifacts: [{Name: source}]
              - Name: Release
                Actions:
                  - Name: Publish
                    ActionTypeId: {Category: Deploy, Owner: AWS, Provider: S3, Version: "1"}
                    Configuration: {BucketName: !Ref Releases, Extract: "false", ObjectKey: %2$s-%1$02d.zip}
                    InputArtifacts: [{Name: source}]
      """;

  private static final String DEFINITION =
      """
      version: 1
      accounts:
        tools: {id: "111111111111", region: eu-west-1, role: signalbox-target}
      repositories:
        shop: {account: tools, default-branch: main}
        quiet: {account: tools, default-branch: main}
      routes:
      """;

  private static final String ROUTE =
      """
        - name: service-%1$02d
          on: {repository: shop, branches: ["**"]}
          paths: {include: ["service-%1$02d/**"]}
          start: {pipeline: service-%1$02d, account: tools}
      """;

  private static final String QUIET =
      """
        - name: quiet
          on: {repository: quiet, branches: ["**"]}
          start: {pipeline: quiet-00, account: tools}
      """;

  private ShopFiles() {}

  /** Pipelines of the shop's services, and one of a repository where little happens. */
  static String template(int services) {
    return TOP
        + IntStream.range(0, services)
            .mapToObj(service -> PIPELINE.formatted(service, "service", "", "shop"))
            .collect(Collectors.joining())
        + PIPELINE.formatted(0, "quiet", "Quiet", "quiet");
  }

  /** A route for each of the pipelines. */
  static String definition(int services) {
    return DEFINITION
        + IntStream.range(0, services).mapToObj(ROUTE::formatted).collect(Collectors.joining())
        + QUIET;
  }
}
