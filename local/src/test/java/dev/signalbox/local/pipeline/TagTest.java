package dev.signalbox.local.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.codepipeline.model.ListTagsForResourceRequest;
import software.amazon.awssdk.services.codepipeline.model.ListTagsForResourceResponse;
import software.amazon.awssdk.services.codepipeline.model.Tag;
import software.amazon.awssdk.services.codepipeline.model.TagResourceRequest;
import software.amazon.awssdk.services.codepipeline.model.TagResourceResponse;
import software.amazon.awssdk.services.codepipeline.model.UntagResourceRequest;
import software.amazon.awssdk.services.codepipeline.model.UntagResourceResponse;

class TagTest extends YardTest {
  private static final String SHOP = "arn:aws:codepipeline:eu-west-1:111111111111:shop";

  @BeforeEach
  void create() {
    yard.create(Plan.pipeline(Plan.stage("Approve", Plan.approval())));
  }

  private static Tag tag(String key, String value) {
    return Tag.builder().key(key).value(value).build();
  }

  private void tag(String arn, List<Tag> tags) {
    yard.call(
        "TagResource",
        TagResourceRequest.builder().resourceArn(arn).tags(tags).build(),
        TagResourceResponse.class);
  }

  private ListTagsForResourceResponse list(ListTagsForResourceRequest.Builder request) {
    return yard.call(
        "ListTagsForResource",
        request.resourceArn(SHOP).build(),
        ListTagsForResourceResponse.class);
  }

  private List<Tag> tags() {
    return list(ListTagsForResourceRequest.builder()).tags();
  }

  @Test
  void tagsAreAddedReplacedAndRemoved() {
    tag(SHOP, List.of(tag("team", "trains"), tag("stage", "dev")));
    tag(SHOP, List.of(tag("team", "ünïcode 🚂")));
    assertThat(tags()).containsExactly(tag("stage", "dev"), tag("team", "ünïcode 🚂"));
    yard.call(
        "UntagResource",
        UntagResourceRequest.builder().resourceArn(SHOP).tagKeys("stage", "unknown").build(),
        UntagResourceResponse.class);
    assertThat(tags()).containsExactly(tag("team", "ünïcode 🚂"));
  }

  @Test
  void tagsOutliveARestart() {
    tag(SHOP, List.of(tag("team", "trains")));
    yard.restart();
    assertThat(tags()).containsExactly(tag("team", "trains"));
  }

  @Test
  void systemTagsAndMoreThanFiftyAreRefused() {
    refused("InvalidTagsException", () -> tag(SHOP, List.of(tag("aws:x", "y"))));
    List<Tag> fifty = IntStream.range(0, 50).mapToObj(it -> tag("k" + it, "v")).toList();
    tag(SHOP, fifty);
    refused("TooManyTagsException", () -> tag(SHOP, List.of(tag("one-more", "v"))));
    assertThat(tags()).hasSize(50);
  }

  @Test
  void tagsAreForPipelinesThatAreThere() {
    List<Tag> tags = List.of(tag("a", "b"));
    refused("ResourceNotFoundException", () -> tag(SHOP + "s", tags));
    refused(
        "ResourceNotFoundException",
        () -> tag("arn:aws:codepipeline:eu-west-1:222222222222:shop", tags));
    refused("InvalidArnException", () -> tag("arn:aws:s3:::shop", tags));
  }

  @Test
  void tagsArePagedThrough() {
    tag(SHOP, List.of(tag("a", "1"), tag("b", "2")));
    ListTagsForResourceResponse first = list(ListTagsForResourceRequest.builder().maxResults(1));
    assertThat(first.tags()).containsExactly(tag("a", "1"));
    assertThat(list(ListTagsForResourceRequest.builder().nextToken(first.nextToken())).tags())
        .containsExactly(tag("b", "2"));
    refused(
        "InvalidNextTokenException",
        () -> list(ListTagsForResourceRequest.builder().nextToken("x")));
  }
}
