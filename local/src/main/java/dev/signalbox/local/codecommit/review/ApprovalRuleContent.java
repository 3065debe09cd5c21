package dev.signalbox.local.codecommit.review;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.signalbox.local.api.Arn;
import dev.signalbox.local.api.AwsError;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What an approval rule asks for: of some people so many approvals.
 *
 * @param pool the people, by ARN or {@code CodeCommitApprovers:ACCOUNT:NAME}, {@code *} for any
 *     text; empty for anybody
 */
record ApprovalRuleContent(int needed, List<String> pool) {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Pattern SHORT = Pattern.compile("CodeCommitApprovers:(\\d{12}):(.+)");

  /**
   * @throws AwsError InvalidApprovalRuleContentException
   */
  static ApprovalRuleContent parse(String content) {
    try {
      JsonNode statements = JSON.readTree(content).path("Statements");
      JsonNode statement = statements.path(0);
      int needed = statement.path("NumberOfApprovalsNeeded").asInt(0);
      if (statements.size() != 1
          || !statement.path("Type").asText().equals("Approvers")
          || needed < 1) {
        throw invalid();
      }
      List<String> pool = new ArrayList<>();
      statement.path("ApprovalPoolMembers").forEach(member -> pool.add(member.asText()));
      return new ApprovalRuleContent(needed, pool);
    } catch (JsonProcessingException e) {
      throw invalid();
    }
  }

  private static AwsError invalid() {
    return AwsError.of(
        "InvalidApprovalRuleContentException", "The content for the approval rule is not valid.");
  }

  boolean satisfiedBy(List<String> users) {
    return users.stream().filter(this::counts).count() >= needed;
  }

  private boolean counts(String user) {
    return pool.isEmpty() || pool.stream().anyMatch(member -> isMember(user, member));
  }

  private static boolean isMember(String user, String member) {
    Matcher name = SHORT.matcher(member);
    if (!name.matches()) {
      return matches(member, user);
    }
    return Arn.parse(user)
        .filter(arn -> arn.account().equals(name.group(1)))
        .filter(arn -> matches(name.group(2), arn.resource().replaceFirst("^[^/]*/", "")))
        .isPresent();
  }

  private static boolean matches(String pattern, String text) {
    String regex =
        Arrays.stream(pattern.split("\\*", -1))
            .map(Pattern::quote)
            .collect(Collectors.joining(".*"));
    return Pattern.compile(regex, Pattern.DOTALL).matcher(text).matches();
  }

  static String sha256(String content) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(content.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
