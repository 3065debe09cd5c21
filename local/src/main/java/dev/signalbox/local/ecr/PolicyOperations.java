package dev.signalbox.local.ecr;

import dev.signalbox.local.api.AwsError;
import dev.signalbox.local.api.Caller;
import dev.signalbox.local.api.ResourcePolicy;
import dev.signalbox.local.api.Service;
import java.util.Optional;
import software.amazon.awssdk.services.ecr.model.DeleteRepositoryPolicyRequest;
import software.amazon.awssdk.services.ecr.model.DeleteRepositoryPolicyResponse;
import software.amazon.awssdk.services.ecr.model.GetRepositoryPolicyRequest;
import software.amazon.awssdk.services.ecr.model.GetRepositoryPolicyResponse;
import software.amazon.awssdk.services.ecr.model.SetRepositoryPolicyRequest;
import software.amazon.awssdk.services.ecr.model.SetRepositoryPolicyResponse;

/** The operations on the policies of repositories, by which other accounts are let in. */
record PolicyOperations(Repositories repositories) {

  void addTo(Service service) {
    service
        .on("SetRepositoryPolicy", SetRepositoryPolicyRequest::builder, this::set)
        .on("GetRepositoryPolicy", GetRepositoryPolicyRequest::builder, this::get)
        .on("DeleteRepositoryPolicy", DeleteRepositoryPolicyRequest::builder, this::delete);
  }

  private SetRepositoryPolicyResponse set(Caller caller, SetRepositoryPolicyRequest request) {
    Repository repository =
        repositories.forCaller(
            caller, request.registryId(), request.repositoryName(), "SetRepositoryPolicy");
    String policy = valid(request.policyText());
    repositories.update(repository, it -> it.policy(Optional.of(policy)));
    return SetRepositoryPolicyResponse.builder()
        .registryId(repository.place().account())
        .repositoryName(repository.name())
        .policyText(policy)
        .build();
  }

  static String valid(String policy) {
    try {
      ResourcePolicy.parse(policy);
      return policy;
    } catch (IllegalArgumentException e) {
      throw EcrError.invalidParameter(
          "'PolicyText' failed to satisfy constraint: 'Invalid repository policy provided'");
    }
  }

  private GetRepositoryPolicyResponse get(Caller caller, GetRepositoryPolicyRequest request) {
    Repository repository =
        repositories.forCaller(
            caller, request.registryId(), request.repositoryName(), "GetRepositoryPolicy");
    return GetRepositoryPolicyResponse.builder()
        .registryId(repository.place().account())
        .repositoryName(repository.name())
        .policyText(repository.policy().orElseThrow(() -> none(repository)))
        .build();
  }

  private DeleteRepositoryPolicyResponse delete(
      Caller caller, DeleteRepositoryPolicyRequest request) {
    Repository repository =
        repositories.forCaller(
            caller, request.registryId(), request.repositoryName(), "DeleteRepositoryPolicy");
    String policy = repository.policy().orElseThrow(() -> none(repository));
    repositories.update(repository, it -> it.policy(Optional.empty()));
    return DeleteRepositoryPolicyResponse.builder()
        .registryId(repository.place().account())
        .repositoryName(repository.name())
        .policyText(policy)
        .build();
  }

  private static AwsError none(Repository repository) {
    return AwsError.of(
        "RepositoryPolicyNotFoundException",
        "Repository policy does not exist for the repository with name '"
            + repository.name()
            + "' in the registry with id '"
            + repository.place().account()
            + "'");
  }
}
