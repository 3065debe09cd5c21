package dev.signalbox.definitions;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.signalbox.definitions.yaml.DefinitionFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** The published schema and the parser are two descriptions of one format. */
class SchemaTest {
  private static final Path SCHEMA = Path.of("../docs/reference/signalbox.schema.json");
  private static final String GOOD =
      """
      version: 1
      dialect: signalbox
      accounts:
        dev: {id: "111111111111", region: eu-west-1, role: ci/target, external-id: x-1}
        prod: {id: "333333333333", region: us-gov-west-1, bus: signalbox}
      repositories:
        shop: {account: dev, region: eu-west-2, name: shop.code, default-branch: trunk, protected: ["p/**"]}
        hub: {account: dev, github: acme/shop.web, hook: acme, token: reader, unknown-changes: skip}
        lab: {account: dev, gitlab: a/b/c, hook: lab, default-branch: main}
        bucket: {account: dev, bitbucket: a/b, hook: bucket}
      routes:
        - name: web
          on: {repository: shop, branches: {include: ["m*"], exclude: [mx]}}
          paths: {include: ["w/**"], exclude: ["**/*.md"], veto: [x], unless-only: [y]}
          start: {pipeline: a@b, account: dev, region: eu-west-2, variables: {B: "$${commit}{"}}
        - name: all
          on: {repository: shop, branches: [a]}
          paths: [b]
          start: {pipeline: b, account: dev}
        - name: release
          on: {repository: shop, tags: {include: ["v*"], exclude: ["*-rc*"]}}
          ignore-skip: true
          skip-forgets: true
          start: {pipeline: c, account: dev, variables: {V: "${tag}"}}
        - name: review
          on: {repository: shop, pull-requests: {into: [q], from: {exclude: [r]}, events: [opened, closed]}}
          paths: {changes: [added, deleted]}
          default: true
          once-per-revision: true
          any-commit: true
          start: {pipeline: d, account: dev, variables: {V: "${pull-request}"}}
        - name: image
          on: {image: {account: dev, repository: shop/api, tags: [s]}}
          start: {pipeline: e, account: dev, variables: {V: "${digest}"}}
        - name: object
          on: {object: {account: dev, region: eu-west-2, bucket: a.b, keys: {include: ["in/**"]}}}
          start: {pipeline: f, account: dev, variables: {V: "${key}"}}
        - name: previews
          on: {repository: shop, branches: ["t/**"]}
          start:
            account: dev
            ephemeral: {template: g, name: "h-${branch}", ttl: 36h, on-delete: wait, most: 9}
      promotions:
        - name: to-prod
          after: {pipeline: k, account: dev, region: eu-west-2, branches: {include: [n], exclude: [o]}}
          manual: true
          start: {pipeline: l, account: dev, region: eu-west-3, variables: {F: "${from-execution}"}}
      gates:
        - name: shop-prod
          on: {application: shop-app, deployment-group: prod}
          at: [after-test-traffic, before-traffic]
          pass: {at-least: 1}
          budget: 59m
          skip: {by: jane, reason: "ü", until: "2026-12-01T08:00:00Z"}
          checks:
            - {name: answers, http: {path: /health}, mode: required, budget: 90s, inconclusive: pass}
            - {name: shadow, http: {path: /new}, mode: dry-run}
            - name: asks
              http: {path: "/a?b=%20", listener: production, requests: 20, pause: 100ms, timeout: 2s, headers: {X-T: a}, host: shop.example, status: "200-299,404", may-fail: 1, expect-headers: {X-B: b}, json: {/s/0: ok, "": x}, contains: [hi], latency: {p50: 90ms, p99.9: 1s}, certificate-days: 14, identity: {json: /by}}
            - {name: elsewhere, http: {url: "https://shop.example:8443/x"}}
            - {name: targets, target-health: {healthy: 2, times: 4, over: 1m, every: 10s}}
            - {name: tasks, tasks-stable: {}}
            - {name: alarms, alarms: {names: [a], watch: 5m, every: 5s, insufficient-data: ok, earlier: fail}}
            - {name: errors, metric: {namespace: N, name: e, statistic: Sum, dimensions: {T: "${target-group}"}, below: 0.01, per: {namespace: N, name: r, statistic: Sum, at-least: 50}}, inconclusive: pass}
            - {name: math, metric: {expression: e / r, metrics: {e: {namespace: N, name: e, statistic: Sum}, r: {namespace: N, name: r, statistic: Sum}}, above: -1, below: 2.5, breaches: 1, window: 10m, period: 2m, lag: 3m, points: 4}}
            - {name: slower, compare: {namespace: N, name: t, statistic: p99, dimensions: {T: "${version}"}, samples: {namespace: N, name: r, statistic: Sum, at-least: 9.5}, worse: lower, margin-percent: 10, margin: 1, limit: 5}}
            - {name: log, log-errors: {group: /ecs/shop, streams: "web/", pattern: "?ERROR ?FATAL", at-most: 2, lines: 10, watch: 3m, lag: 10s}}
            - {name: scan, image-scan: {at-most: {critical: 0, high: 3}, unscanned: inconclusive}}
            - {name: own, lambda: {function: "signalbox-check-x:live", with: {a: b}}}
            - {name: person, manual: {question: "Does it look right?"}}
        - name: shop-native
          on: {cluster: main, service: shop}
          at: [during-traffic]
          budget: 24h
          allow-empty: true
      """;

  private static boolean schemaTakes(String yaml) throws IOException {
    Schema schema =
        SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
            .getSchema(Files.readString(SCHEMA));
    Object read = new Load(LoadSettings.builder().build()).loadFromString(yaml);
    return schema.validate(new ObjectMapper().writeValueAsString(read), InputFormat.JSON).isEmpty();
  }

  private static boolean parserTakes(String yaml) {
    return DefinitionFile.check("f", yaml.getBytes(UTF_8)).definition().isPresent();
  }

  @Test
  void bothTakeAFileWithEverythingInIt() throws IOException {
    assertThat(DefinitionFile.check("f", GOOD.getBytes(UTF_8)).problems()).isEmpty();
    assertThat(schemaTakes(GOOD)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"../examples/shop/signalbox.yaml", "../examples/previews/signalbox.yaml"})
  void bothTakeTheExamples(Path example) throws IOException {
    String text = Files.readString(example);

    assertThat(DefinitionFile.check(example.toString(), text.getBytes(UTF_8)).problems()).isEmpty();
    assertThat(schemaTakes(text)).isTrue();
  }

  @ParameterizedTest(name = "{0} -> {1}")
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '`',
      value = {
        "version: 1               ; version: 2",
        "version: 1               ; version: \"1\"",
        "version: 1               ; vershion: 1",
        "version: 1               ; #",
        "\"111111111111\"         ; 111111111111",
        "\"111111111111\"         ; \"11111111111\"",
        "eu-west-1, role          ; Europe, role",
        "ci/target                ; /target",
        "ci/target                ; \"\"",
        "external-id: x-1         ; external-id: \"ä\"",
        "external-id: x-1         ; bus: b",
        "bus: signalbox           ; bus: signalbox, external-id: xx",
        ", bus: signalbox         ; ``",
        "dev: {id                 ; \"de v\": {id",
        "account: dev, region: eu-west-2, name ; region: eu-west-2, name",
        "shop.code                ; shop code",
        "default-branch: trunk    ; default-branch: 1",
        "default-branch           ; defaultBranch",
        "github: acme/shop.web    ; github: acme",
        "github: acme/shop.web    ; github: acme/../x",
        "github: acme/shop.web    ; github: a/b/c",
        "github: acme/shop.web    ; github: https://github.com/a/b",
        "github: acme/shop.web    ; githup: acme/shop",
        "github: acme/shop.web,   ; github: a/b, gitlab: c/d,",
        "github: acme/shop.web,   ; github: a/b, name: x,",
        "github: acme/shop.web,   ; ``",
        "hook: acme,              ; ``",
        "hook: acme               ; hook: a/b",
        "token: reader            ; token: \"\"",
        "unknown-changes: skip    ; unknown-changes: guess",
        "name: shop.code          ; name: shop.code, hook: x",
        "name: web                ; name: \"w eb\"",
        "name: web                ; nam: web",
        "repository: shop, branches: {include ; branches: {include",
        "[\"m*\"]                 ; []",
        "[\"m*\"]                 ; m*",
        "[\"m*\"]                 ; [1]",
        "[\"m*\"]                 ; [refs/heads/x]",
        "branches: [a]            ; branches: {}",
        "branches: [a]            ; branches: {includes: [a]}",
        "paths: [b]               ; paths: {}",
        "paths: [b]               ; paths: b",
        "paths: [b]               ; paths: [/b]",
        "paths: [b]               ; paths: [./b]",
        "paths: [b]               ; paths: [b/]",
        "paths: [b]               ; paths: [\"\"]",
        "pipeline: b              ; pipeline: \"b c\"",
        "pipeline: b,             ; ``",
        "a@b, account: dev, region ; a@b, region",
        "B: \"$${commit}{\"       ; B: \"${comit}\"",
        "B: \"$${commit}{\"       ; B: \"\"",
        "B: \"$${commit}{\"       ; B: 1",
        "B: \"$${commit}{\"       ; \"B C\": x",
        "routes:                  ; `watch: []\nroutes:`",
        "shop, tags: {            ; shop, branches: [x], tags: {",
        "repository: shop, tags: ; tags:",
        "[\"v*\"]               ; [\"refs/tags/v\"]",
        "ignore-skip: true        ; ignore-skip: \"yes\"",
        "ignore-skip: true        ; ignore-skips: true",
        "default: true            ; default: 1",
        "events: [opened          ; events: [opend",
        "events: [opened, closed] ; events: []",
        "into: [q]                ; into: []",
        "changes: [added          ; changes: [moved",
        "{image: {                ; {repository: shop, image: {",
        "shop/api                 ; Shop/api",
        "image: {account: dev,    ; image: {",
        "bucket: a.b              ; bucket: A",
        "keys: {include           ; keyes: {include",
        "[\"p/**\"]             ; p/**",
        "[\"p/**\"]             ; []",
        "[\"p/**\"]             ; [refs/heads/p]",
        "template: g,             ; ``",
        "template: g              ; template: \"g g\"",
        "template: g              ; tmplate: g",
        "h-${branch}              ; h",
        "h-${branch}              ; h ${branch}",
        "h-${branch}              ; h-${branch}${commit}",
        "36h                      ; 0h",
        "36h                      ; 1000h",
        "36h                      ; 366d",
        "36h                      ; 90m",
        "36h                      ; 36",
        "on-delete: wait          ; on-delete: keep",
        "on-delete: wait          ; on-delete: true",
        "most: 9                  ; most: 0",
        "most: 9                  ; most: 1001",
        "most: 9                  ; most: \"9\"",
        "ephemeral: {             ; ephemerals: {",
        "promotions:              ; promotion:",
        "name: to-prod            ; name: \"to prod\"",
        "after: {pipeline: k,     ; after: {",
        "after: {pipeline: k, account: dev, ; after: {pipeline: k,",
        "after: {pipeline: k      ; after: {pipeline: \"k k\"",
        "region: eu-west-2, branches: {include: [n], ; region: Europe, branches: {include: [n],",
        "{include: [n]            ; {includes: [n]",
        ", branches: {include: [n], exclude: [o]} ; ``",
        "manual: true             ; manual: \"yes\"",
        "manual: true             ; soak: 30m",
        "pipeline: l,             ; ``",
        "pipeline: l              ; ephemeral: l",
        "pipeline: l, account: dev, ; pipeline: l,",
        "from-execution           ; before",
        "from-execution           ; from-executions",
        "gates:                   ; gate:",
        "name: shop-prod          ; name: \"shop prod\"",
        "application: shop-app, ; ``",
        "application: shop-app, ; application: shop-app, cluster: main,",
        "application: shop-app    ; application: \"a b\"",
        "deployment-group: prod   ; group: prod",
        "cluster: main, service: shop ; service: shop",
        "[after-test-traffic,     ; [AfterAllowTestTraffic,",
        "[after-test-traffic, before-traffic] ; []",
        "at-least: 1              ; at-least: 0",
        "at-least: 1              ; at-least: 100",
        "{at-least: 1}            ; most",
        "budget: 59m              ; budget: 59",
        "budget: 59m              ; budget: 59 minutes",
        "budget: 59m              ; budget: 0m",
        "by: jane,                ; ``",
        "2026-12-01T08:00:00Z     ; tomorrow",
        "name: answers, http      ; http",
        "http: {path: /health},   ; ``",
        "path: /health            ; path: health",
        "http: {path: /new}       ; htpp: {path: /new}",
        "mode: dry-run            ; mode: dryrun",
        "inconclusive: pass       ; inconclusive: ignore",
        "allow-empty: true        ; #",
        "allow-empty: true        ; allow-empty: \"yes\"",
        "requests: 20             ; requests: 0",
        "requests: 20             ; requests: 1001",
        "requests: 20             ; requests: \"20\"",
        "requests: 20             ; request: 20",
        "listener: production     ; listener: prod",
        "pause: 100ms             ; pause: 0.1s",
        "path: \"/a?b=%20\",      ; ``",
        "path: \"/a?b=%20\",      ; `path: /a, url: \"https://a\",`",
        "/a?b=%20                 ; /a b",
        "/a?b=%20                 ; /ä",
        "{X-T: a}                 ; {X T: a}",
        "{X-T: a}                 ; {X-T: 1}",
        "host: shop.example       ; host: Shop:80",
        "200-299,404              ; 2xx",
        "/s/0: ok                 ; s.0: ok",
        "/s/0: ok                 ; /s/0: true",
        "contains: [hi]           ; contains: hi",
        "p99.9: 1s                ; q99: 1s",
        "p99.9: 1s                ; p99.9: fast",
        "certificate-days: 14     ; certificate-days: 0",
        "identity: {json: /by}    ; identity: {}",
        "identity: {json: /by}    ; identity: {json: /by, header: by}",
        "https://shop.example:8443/x ; ftp://shop.example/x",
        "https://shop.example:8443/x ; https://user@shop.example/x",
        "url: \"https://shop.example:8443/x\" ; `url: \"https://a\", identity: {header: x}`",
        "{healthy: 2, times: 4    ; {healthy: 0, times: 4",
        "{healthy: 2, times: 4    ; {healthy: 2, times: 0",
        "target-health: {         ; `inconclusive: pass, target-health: {`",
        "tasks-stable: {}         ; `inconclusive: pass, tasks-stable: {}`",
        "tasks-stable: {}         ; tasks-stable: {healthy: 1}",
        "tasks-stable: {}         ; `tasks-stable: {}, alarms: {names: [a]}`",
        "names: [a],              ; ``",
        "names: [a],              ; `names: [],`",
        "insufficient-data: ok    ; insufficient-data: pass",
        "earlier: fail            ; earlier: true",
        "below: 0.01,             ; ``",
        "below: 0.01              ; below: \"0.01\"",
        "{namespace: N, name: e, statistic: Sum, dimensions ; {name: e, statistic: Sum, dimensions",
        "at-least: 50             ; at-least: 0",
        "at-least: 50             ; at-leest: 50",
        ", at-least: 50           ; ``",
        "expression: e / r        ; `expression: e / r, name: x`",
        "{e: {namespace           ; {E: {namespace",
        "breaches: 1              ; breaches: -1",
        "points: 4                ; points: 0",
        "at-least: 9.5}           ; `at-least: 9.5}, per: {namespace: N, name: r, statistic: Sum,"
            + " at-least: 9.5}`",
        "worse: lower             ; worse: less",
        "margin-percent: 10, margin: 1, ; ``",
        "margin-percent: 10       ; margin-percent: -1",
        "group: /ecs/shop,        ; ``",
        "group: /ecs/shop         ; group: \"a b\"",
        "\"?ERROR ?FATAL\"        ; \" \"",
        "at-most: 2               ; at-most: -1",
        "lines: 10                ; lines: 0",
        "{critical: 0, high: 3}   ; {}",
        "critical: 0              ; worst: 0",
        "critical: 0              ; critical: \"0\"",
        "unscanned: inconclusive  ; unscanned: pass",
        "signalbox-check-x:live   ; check-x",
        "with: {a: b}             ; with: {a: 1}",
        "\"Does it look right?\"  ; \"a\\nb\"",
        "{question: \"Does it look right?\"} ; {}",
        "ephemeral: {             ; `pipeline: x\n      ephemeral: {`",
      })
  void bothRefuseTheSameMistakes(String right, String wrong) throws IOException {
    String mistaken = GOOD.replace(right, wrong == null ? "" : wrong);

    assertThat(mistaken).isNotEqualTo(GOOD);
    assertThat(schemaTakes(mistaken)).as("the schema takes it").isFalse();
    assertThat(parserTakes(mistaken)).as("the parser takes it").isFalse();
  }
}
