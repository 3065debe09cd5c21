package dev.signalbox.local.pipeline.definition;

import dev.signalbox.local.pipeline.definition.ActionType.Range;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import software.amazon.awssdk.services.codepipeline.model.ActionTypeId;

/** The action types every account has. */
public final class ActionTypes {
  /**
   * Category, owner, provider, least and most input and output artifacts, then the configuration's
   * properties: {@code !} behind a required one, {@code *} for whatever else.
   */
  private static final String ALL =
      """
      Source   AWS        CodeCommit                   0-0 1-1 RepositoryName! BranchName! PollForSourceChanges OutputArtifactFormat
      Source   AWS        S3                           0-0 1-1 S3Bucket! S3ObjectKey! PollForSourceChanges AllowOverrideForS3ObjectKey
      Source   AWS        ECR                          0-0 1-1 RepositoryName! ImageTag
      Source   AWS        CodeStarSourceConnection     0-0 1-1 ConnectionArn! FullRepositoryId! BranchName! OutputArtifactFormat DetectChanges
      Source   ThirdParty GitHub                       0-0 1-1 Owner! Repo! Branch! OAuthToken! PollForSourceChanges
      Build    AWS        CodeBuild                    1-5 0-5 ProjectName! PrimarySource BatchEnabled CombineArtifacts EnvironmentVariables
      Build    AWS        ECRBuildAndPublish           1-1 0-1 *
      Build    Custom     Jenkins                      0-5 0-5 ProjectName! *
      Test     AWS        CodeBuild                    1-5 0-5 ProjectName! PrimarySource BatchEnabled CombineArtifacts EnvironmentVariables
      Test     AWS        DeviceFarm                   1-1 0-0 *
      Test     ThirdParty BlazeMeter                   0-1 0-0 *
      Test     Custom     Jenkins                      0-5 0-5 ProjectName! *
      Deploy   AWS        S3                           1-1 0-0 BucketName! Extract! ObjectKey KMSEncryptionKeyARN CannedACL CacheControl
      Deploy   AWS        CloudFormation               0-10 0-1 ActionMode! StackName ChangeSetName Capabilities TemplatePath TemplateConfiguration OutputFileName ParameterOverrides RoleArn
      Deploy   AWS        CloudFormationStackSet       1-10 0-1 *
      Deploy   AWS        CloudFormationStackInstances 0-10 0-1 *
      Deploy   AWS        CodeDeploy                   1-1 0-0 ApplicationName! DeploymentGroupName!
      Deploy   AWS        CodeDeployToECS              1-5 0-0 ApplicationName! DeploymentGroupName! TaskDefinitionTemplateArtifact! TaskDefinitionTemplatePath AppSpecTemplateArtifact! AppSpecTemplatePath Image1ArtifactName Image1ContainerName Image2ArtifactName Image2ContainerName Image3ArtifactName Image3ContainerName Image4ArtifactName Image4ContainerName
      Deploy   AWS        ECS                          1-1 0-0 ClusterName! ServiceName! FileName DeploymentTimeout
      Deploy   AWS        EC2                          1-1 0-0 *
      Deploy   AWS        EKS                          1-1 0-0 *
      Deploy   AWS        Lambda                       1-1 0-1 *
      Deploy   AWS        ElasticBeanstalk             1-1 0-0 ApplicationName! EnvironmentName!
      Deploy   AWS        AppConfig                    1-1 0-0 *
      Deploy   AWS        OpsWorks                     1-1 0-0 *
      Deploy   AWS        ServiceCatalog               1-1 0-0 *
      Deploy   ThirdParty AlexaSkillsKit               1-2 0-0 *
      Invoke   AWS        Lambda                       0-5 0-5 FunctionName! UserParameters
      Invoke   AWS        StepFunctions                0-1 0-1 StateMachineArn! ExecutionNamePrefix Input InputType
      Invoke   AWS        CodePipeline                 0-0 0-0 *
      Invoke   AWS        InspectorScan                1-1 0-5 *
      Approval AWS        Manual                       0-0 0-0 CustomData ExternalEntityLink NotificationArn
      Compute  AWS        Commands                     1-10 0-1 *
      """;

  private static final List<ActionType> BUILT_IN = ALL.lines().map(ActionTypes::read).toList();

  private ActionTypes() {}

  public static List<ActionType> builtIn() {
    return BUILT_IN;
  }

  public static Optional<ActionType> builtIn(ActionTypeId id) {
    return BUILT_IN.stream().filter(it -> it.is(id)).findFirst();
  }

  private static ActionType read(String line) {
    List<String> words = List.of(line.trim().split("\\s+"));
    Map<String, Boolean> required = new TreeMap<>();
    for (String word : words.subList(5, words.size())) {
      if (!word.equals("*")) {
        required.put(word.replace("!", ""), word.endsWith("!"));
      }
    }
    return new ActionType(
        words.get(0),
        words.get(1),
        words.get(2),
        "1",
        range(words.get(3)),
        range(words.get(4)),
        required,
        words.contains("*"));
  }

  private static Range range(String text) {
    int dash = text.indexOf('-');
    return new Range(
        Integer.parseInt(text.substring(0, dash)), Integer.parseInt(text.substring(dash + 1)));
  }
}
