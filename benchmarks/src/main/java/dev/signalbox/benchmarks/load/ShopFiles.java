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
        Pipeline%1$02d:
          Type: AWS::CodePipeline::Pipeline
          Properties:
            Name: service-%1$02d
            PipelineType: V2
            ExecutionMode: PARALLEL
            RoleArn: !GetAtt Runner.Arn
            ArtifactStore: {Type: S3, Location: !Ref Artifacts}
            Stages:
              - Name: Source
                Actions:
                  - Name: Checkout
                    ActionTypeId: {Category: Source, Owner: AWS, Provider: CodeCommit, Version: "1"}
                    Configuration: {RepositoryName: shop, BranchName: main, PollForSourceChanges: "false"}
                    OutputArtifacts: [{Name: source}]
              - Name: Release
                Actions:
                  - Name: Publish
                    ActionTypeId: {Category: Deploy, Owner: AWS, Provider: S3, Version: "1"}
                    Configuration: {BucketName: !Ref Releases, Extract: "false", ObjectKey: service-%1$02d.zip}
                    InputArtifacts: [{Name: source}]
      """;

  private static final String DEFINITION =
      """
      version: 1
      accounts:
        tools: {id: "111111111111", region: eu-west-1, role: signalbox-target}
      repositories:
        shop: {account: tools, default-branch: main}
      routes:
      """;

  private static final String ROUTE =
      """
        - name: service-%1$02d
          on: {repository: shop, branches: ["**"]}
          paths: {include: ["service-%1$02d/**"]}
          start: {pipeline: service-%1$02d, account: tools}
      """;

  private ShopFiles() {}

  static String template(int services) {
    return TOP + repeated(PIPELINE, services);
  }

  static String definition(int services) {
    return DEFINITION + repeated(ROUTE, services);
  }

  private static String repeated(String text, int times) {
    return IntStream.range(0, times).mapToObj(text::formatted).collect(Collectors.joining());
  }
}
