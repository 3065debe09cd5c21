package dev.signalbox.local.lambda;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.signalbox.local.api.AwsError;
import dev.signalbox.local.api.Caller;
import dev.signalbox.local.api.Service;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.lambda.model.AddPermissionRequest;
import software.amazon.awssdk.services.lambda.model.AddPermissionResponse;
import software.amazon.awssdk.services.lambda.model.GetPolicyRequest;
import software.amazon.awssdk.services.lambda.model.GetPolicyResponse;
import software.amazon.awssdk.services.lambda.model.RemovePermissionRequest;
import software.amazon.awssdk.services.lambda.model.RemovePermissionResponse;

/** Who may call a function. Kept and shown; only for a function's address it is enforced. */
record PermissionOperations(Catalogue catalogue) {
  private static final JsonMapper JSON = new JsonMapper();

  void addTo(Service service) {
    service
        .on("AddPermission", AddPermissionRequest::builder, this::add)
        .on("RemovePermission", RemovePermissionRequest::builder, this::remove)
        .on("GetPolicy", GetPolicyRequest::builder, this::get);
  }

  private AddPermissionResponse add(Caller caller, AddPermissionRequest request) {
    Resolved function =
        catalogue.resolve(caller.place(), request.functionName(), request.qualifier());
    ObjectNode statement = statement(request, function.invokedArn());
    Map<String, String> statements = new LinkedHashMap<>(policy(function).statements());
    if (statements.putIfAbsent(request.statementId(), statement.toString()) != null) {
      throw new AwsError(
          "ResourceConflictException",
          409,
          "The statement id ("
              + request.statementId()
              + ") provided already exists. Please provide a new statement id, or remove the"
              + " existing statement.");
    }
    keep(function, statements);
    return AddPermissionResponse.builder().statement(statement.toString()).build();
  }

  /** The same from a template, where a later version of it takes the place of an earlier one. */
  void allow(Resolved function, AddPermissionRequest request) {
    Map<String, String> statements = new LinkedHashMap<>(policy(function).statements());
    statements.put(request.statementId(), statement(request, function.invokedArn()).toString());
    keep(function, statements);
  }

  private static ObjectNode statement(AddPermissionRequest request, String arn) {
    ObjectNode statement = JSON.createObjectNode();
    statement.put("Sid", request.statementId()).put("Effect", "Allow");
    String principal = request.principal();
    if (principal.equals("*")) {
      statement.put("Principal", "*");
    } else if (principal.matches("\\d{12}")) {
      statement.putObject("Principal").put("AWS", "arn:aws:iam::" + principal + ":root");
    } else {
      statement
          .putObject("Principal")
          .put(principal.startsWith("arn:") ? "AWS" : "Service", principal);
    }
    statement.put("Action", request.action()).put("Resource", arn);
    ObjectNode condition = JSON.createObjectNode();
    put(condition, "StringEquals", "AWS:SourceAccount", request.sourceAccount());
    put(condition, "ArnLike", "AWS:SourceArn", request.sourceArn());
    put(condition, "StringEquals", "aws:PrincipalOrgID", request.principalOrgID());
    put(
        condition,
        "StringEquals",
        "lambda:FunctionUrlAuthType",
        request.functionUrlAuthTypeAsString());
    if (!condition.isEmpty()) {
      statement.set("Condition", condition);
    }
    return statement;
  }

  private static void put(
      ObjectNode condition, String operator, String key, @Nullable String value) {
    if (value != null) {
      condition.withObjectProperty(operator).put(key, value);
    }
  }

  private RemovePermissionResponse remove(Caller caller, RemovePermissionRequest request) {
    Resolved function =
        catalogue.resolve(caller.place(), request.functionName(), request.qualifier());
    Map<String, String> statements = new LinkedHashMap<>(policy(function).statements());
    if (statements.remove(request.statementId()) == null) {
      throw new AwsError(
          "ResourceNotFoundException",
          404,
          "Statement " + request.statementId() + " is not found in resource policy.");
    }
    keep(function, statements);
    return RemovePermissionResponse.builder().build();
  }

  private GetPolicyResponse get(Caller caller, GetPolicyRequest request) {
    Resolved function =
        catalogue.resolve(caller.place(), request.functionName(), request.qualifier());
    Policy policy = policy(function);
    if (policy.statements().isEmpty()) {
      throw new AwsError(
          "ResourceNotFoundException", 404, "The resource you requested does not exist.");
    }
    ObjectNode document = JSON.createObjectNode();
    document.put("Version", "2012-10-17").put("Id", "default");
    var statements = document.putArray("Statement");
    try {
      for (String statement : policy.statements().values()) {
        statements.add(JSON.readTree(statement));
      }
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("A statement was kept that is no JSON", e);
    }
    return GetPolicyResponse.builder()
        .policy(document.toString())
        .revisionId(policy.revision())
        .build();
  }

  private Policy policy(Resolved function) {
    return catalogue.policy(function.function(), function.qualifier());
  }

  private void keep(Resolved function, Map<String, String> statements) {
    catalogue.putPolicy(
        function.function(),
        function.qualifier(),
        new Policy(statements, UUID.randomUUID().toString()));
  }
}
