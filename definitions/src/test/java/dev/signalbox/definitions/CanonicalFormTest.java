package dev.signalbox.definitions;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signalbox.core.route.Definition;
import dev.signalbox.definitions.yaml.DefinitionFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CanonicalFormTest {
  private static final String FILE =
      """
      version: 1
      accounts:
        dev: {id: "111111111111", region: eu-west-1, role: target, external-id: x-1}
        prod: {id: "333333333333", region: eu-west-1, bus: signalbox}
      repositories:
        shop: {account: dev, protected: ["r/*", "a[b]"]}
      routes:
        - name: web
          on: {repository: shop, branches: {include: ["ü/\\"**"], exclude: [release/0]}}
          paths: {include: ["web/**"], exclude: ["**/*.md"], veto: [x], unless-only: [y]}
          start: {pipeline: shop-web, account: dev, variables: {BRANCH: "b-${branch}", A: x}}
        - {name: all, on: {repository: shop}, start: {pipeline: shop-all, account: dev}}
        - name: previews
          on: {repository: shop, branches: ["t/**"]}
          start:
            ephemeral: {template: t, name: "t-${branch}", ttl: 36h, on-delete: wait, most: 9}
            account: dev
            variables: {B: "${branch}"}
      promotions:
        - name: to-prod
          after: {pipeline: a, account: dev, branches: {include: ["m*"], exclude: ["ü"]}}
          manual: true
          start: {pipeline: b, account: dev, region: eu-west-2, variables: {F: "${from-pipeline}"}}
        - {name: on, after: {pipeline: b, account: dev, region: eu-west-2, branches: [x]}, start: {pipeline: c, account: dev}}
      gates:
        - name: shop-prod
          on: {application: shop, deployment-group: prod}
          at: [after-test-traffic, before-traffic]
          pass: {at-least: 1}
          budget: 59m
          skip: {by: "jane ü", reason: "it's down", until: "2026-12-01T08:00:00Z"}
          checks:
            - {name: answers, http: {path: "/%C3%BC?q=1"}, budget: 90s, inconclusive: pass}
            - {name: shadow, http: {path: /new}, mode: dry-run}
        - {name: native, on: {cluster: main, service: shop}, allow-empty: true, pass: any}
      """;

  private static Definition read(String file) {
    return DefinitionFile.check("f", file.getBytes(UTF_8)).definition().orElseThrow();
  }

  @Test
  void whatIsReadBackIsWhatWasWritten() {
    Definition definition = read(FILE);

    assertThat(CanonicalForm.read(CanonicalForm.bytes(definition))).isEqualTo(definition);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "on: {repository: shop, tags: {include: [a], exclude: [b]}}",
        "on: {repository: shop, tags: [a]}\n    ignore-skip: true\n    default: true",
        "on: {repository: shop, pull-requests: {into: [a], from: {exclude: [b]}, events:"
            + " [merged]}}",
        "on: {image: {account: dev, region: us-east-1, repository: a/b, tags: [c]}}",
        "on: {object: {account: dev, bucket: abc, keys: {include: [c], exclude: [d]}}}",
        "dialect: github\n    on: {repository: shop, branches: [a, \"!b?\"]}",
        "dialect: codepipeline\n    on: {repository: shop}\n    paths: [\"**/x\"]",
        "on: {repository: shop}\n    paths: {changes: [deleted]}\n    once-per-revision: true",
      })
  void everyKindOfRouteIsReadBackAsItWas(String on) {
    Definition definition =
        read(
            """
            version: 1
            accounts:
              dev: {id: "111111111111", region: eu-west-1, role: target}
            repositories:
              shop: {account: dev}
            routes:
              - name: web
                start: {pipeline: shop-web, account: dev}
                ON
            """
                .replace("ON", on));

    assertThat(CanonicalForm.read(CanonicalForm.bytes(definition))).isEqualTo(definition);
  }

  @Test
  void remarksAndLayoutDoNotMakeAnotherVersion() {
    assertThat(
            read("# a remark\n" + FILE.replace(", account: dev}", ",  account: 'dev' }")).version())
        .isEqualTo(read(FILE).version());
  }

  @Test
  void whateverHasAnEffectMakesAnotherVersion() {
    assertThat(read(FILE.replace("web/**", "web/*")).version()).isNotEqualTo(read(FILE).version());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{",
        "[]",
        "{\"format\":2}",
        "{\"format\":1,\"watches\":[]}",
        "{\"format\":1,\"gates\":[{}]}",
        "{\"format\":1,\"gates\":[null]}",
        "{\"routes\":[{\"name\":\"a\"}]}",
        "{\"accounts\":[{\"name\":\"a\",\"id\":\"1\"}]}"
      })
  void otherBytesAreRefused(String bytes) {
    assertThatThrownBy(() -> CanonicalForm.read(bytes.getBytes(UTF_8)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("Not a compiled definition");
  }
}
