package dev.signalbox.core.ephemeral;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The tags that prove whose a pipeline is. A tag's value takes few characters: those it does not
 * take are written as = and two hexadecimal digits for each byte, and what is too long goes on in
 * the next tag, so that the branch can be read back.
 *
 * @param owner the Signalbox that makes the pipelines
 */
public record OwnerTags(String owner) {
  private static final String PREFIX = "signalbox:";
  public static final String OWNER = "signalbox:owner";
  public static final String REPOSITORY = "signalbox:repository";
  public static final String REF = "signalbox:ref";
  public static final String TEMPLATE = "signalbox:template";

  private static final int LONGEST = 256;
  private static final String PLAIN = "_./+-@:";

  public Map<String, String> of(BranchPipeline pipeline) {
    Map<String, String> tags = new LinkedHashMap<>();
    tags.put(OWNER, owner);
    tags.put(REPOSITORY, pipeline.repository().arn());
    tags.put(TEMPLATE, pipeline.plan().template().name());
    String ref = encoded(pipeline.ref().fullName());
    for (int part = 0; part * LONGEST < ref.length(); part++) {
      tags.put(
          part == 0 ? REF : REF + ":" + (part + 1),
          ref.substring(part * LONGEST, Math.min(ref.length(), (part + 1) * LONGEST)));
    }
    return tags;
  }

  /** Whether a pipeline with these tags is the branch's and ours. */
  public boolean prove(BranchPipeline pipeline, Map<String, String> tags) {
    Map<String, String> ours = new HashMap<>(tags);
    ours.keySet().removeIf(key -> !key.startsWith(PREFIX));
    return ours.equals(of(pipeline));
  }

  private static String encoded(String text) {
    var encoded = new StringBuilder();
    for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
      char c = (char) (b & 0xff);
      boolean plain = (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
      if (plain || PLAIN.indexOf(c) >= 0) {
        encoded.append(c);
      } else {
        encoded.append("=%02X".formatted((int) c));
      }
    }
    return encoded.toString();
  }
}
