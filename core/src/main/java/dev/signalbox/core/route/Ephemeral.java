package dev.signalbox.core.route;

import dev.signalbox.core.release.PipelineId;
import dev.signalbox.core.release.Push;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How a route makes a pipeline for each branch.
 *
 * @param template the pipeline they are all made like
 * @param name what they are called, with ${branch} and maybe ${repository} in it
 * @param ttl how long after its last start one is deleted though its branch is still there
 * @param onDelete what becomes of what still runs when the branch is deleted
 * @param most how many there can be of the template at a time
 */
public record Ephemeral(
    PipelineId template, String name, Duration ttl, OnDelete onDelete, int most) {
  public static final Duration SHORTEST_TTL = Duration.ofHours(1);
  public static final Duration LONGEST_TTL = Duration.ofDays(365);
  public static final int MOST_OF_ALL = 1000;
  public static final List<String> PLACEHOLDERS = List.of("branch", "repository");

  private static final int LONGEST_NAME = 100;
  private static final int HASH_BYTES = 8;
  private static final Pattern PLACEHOLDER = Pattern.compile("\\$\\{([^}]*)}");
  private static final Pattern SHAPE =
      Pattern.compile("([A-Za-z0-9.@_-]|\\$\\{(branch|repository)})*");
  private static final Pattern FOREIGN = Pattern.compile("[^a-z0-9.@_]+");
  private static final Pattern EDGES = Pattern.compile("^-+|-+$");

  /** What becomes of what still runs when a pipeline is to be deleted. */
  public enum OnDelete {
    /** Actions that run may end, nothing is begun any more; then the pipeline is deleted. */
    STOP,
    /** Nothing is waited for. */
    ABANDON,
    /** What runs goes on to its end; then the pipeline is deleted. */
    WAIT;

    /** As the definition spells it. */
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }

    /** The policy of this word. */
    public static Optional<OnDelete> of(String word) {
      return Arrays.stream(values()).filter(policy -> policy.word().equals(word)).findFirst();
    }
  }

  public Ephemeral {
    if (!SHAPE.matcher(name).matches() || !name.contains("${branch}")) {
      throw new IllegalArgumentException(
          "an ephemeral pipeline's name has letters, digits and . @ - _ and ${branch} in it, got '"
              + name
              + "'");
    }
    if (ttl.compareTo(SHORTEST_TTL) < 0 || ttl.compareTo(LONGEST_TTL) > 0) {
      throw new IllegalArgumentException("a time to live is 1h to 365d, got " + ttl);
    }
    if (most < 1 || most > MOST_OF_ALL) {
      throw new IllegalArgumentException(
          "of a template there can be 1 to %d pipelines, got %d".formatted(MOST_OF_ALL, most));
    }
  }

  /**
   * The pipeline of a branch: always the same one, and never that of another branch however alike
   * their names are. What people read of it is a guess at the branch's name; the hash is the proof.
   */
  public PipelineId pipelineOf(Push push) {
    String readable = slug(push);
    int room = LONGEST_NAME - 1 - 2 * HASH_BYTES;
    String cut = readable.substring(0, Math.min(room, readable.length()));
    String hash = hash(push);
    String all = EDGES.matcher(cut).replaceAll("");
    return new PipelineId(
        template.account(), template.region(), all.isEmpty() ? hash : all + "-" + hash);
  }

  private String slug(Push push) {
    return PLACEHOLDER
        .matcher(name)
        .replaceAll(found ->
            Matcher.quoteReplacement(
                slug(
                    found.group(1).equals("branch")
                        ? push.ref().name()
                        : push.repository().name())));
  }

  private static String slug(String text) {
    String dashes = FOREIGN.matcher(text.toLowerCase(Locale.ROOT)).replaceAll("-");
    return EDGES.matcher(dashes).replaceAll("");
  }

  private String hash(Push push) {
    String identity =
        String.join("\n", template.arn(), name, push.repository().arn(), push.ref().fullName());
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(identity.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest, 0, HASH_BYTES);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java has SHA-256", e);
    }
  }
}
