package dev.signalbox.definitions.yaml;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.core.gate.Gates;
import dev.signalbox.core.release.Reach;
import dev.signalbox.core.route.Hosting;
import dev.signalbox.core.route.On;
import dev.signalbox.core.route.Route;
import dev.signalbox.core.route.Template;
import dev.signalbox.core.route.WatchedRepository;
import dev.signalbox.definitions.CanonicalForm;
import dev.signalbox.definitions.Checked;
import dev.signalbox.definitions.Problem;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DefinitionFileTest {
  private static final String HEAD =
      """
      version: 1
      accounts:
        dev: {id: "111111111111", region: eu-west-1, role: signalbox-target}
        prod: {id: "333333333333", region: eu-west-1, bus: signalbox}
      repositories:
        shop: {account: dev, default-branch: main}
      """;

  private static Checked check(String text) {
    return DefinitionFile.check("signalbox.yaml", text.getBytes(UTF_8));
  }

  private static List<String> problems(String text) {
    return check(text).problems().stream().map(Problem::toString).toList();
  }

  private static List<String> routeProblems(String route) {
    return problems(HEAD + "routes:\n" + route.indent(2));
  }

  @Test
  void aFileIsReadInFull() {
    Checked checked =
        check(
            """
            version: 1
            dialect: signalbox
            accounts:
              dev: {id: "111111111111", region: eu-west-1, role: ci/target, external-id: x-1}
              prod: {id: "333333333333", region: eu-west-1, bus: signalbox}
            repositories:
              shop: {account: dev, region: us-east-1, name: shop-code}
            routes:
              - name: web
                on: {repository: shop, branches: {include: [main, "release/*"], exclude: [release/0]}}
                paths: {include: ["web/**"], exclude: ["**/*.md"], veto: [x], unless-only: [y]}
                start: {pipeline: shop-web, account: dev, variables: {BRANCH: "b-${branch}"}}
            """);

    assertThat(checked.problems()).isEmpty();
    var routes = checked.definition().orElseThrow().routes();
    Route web = routes.all().getFirst();
    assertThat(web.on().gitRepository().orElseThrow().arn())
        .isEqualTo("arn:aws:codecommit:us-east-1:111111111111:shop-code");
    assertThat(((On.Branches) web.on()).names().exclude()).hasToString("[release/0]");
    assertThat(web.paths().unlessOnly()).hasToString("[y]");
    assertThat(web.start().target().pipeline().arn())
        .isEqualTo("arn:aws:codepipeline:eu-west-1:111111111111:shop-web");
    assertThat(web.start().variables()).isEqualTo(Map.of("BRANCH", new Template("b-${branch}")));
    assertThat(routes.repositories())
        .containsExactly(
            new WatchedRepository(
                web.on().gitRepository().orElseThrow(),
                "main",
                new Reach.Role("ci/target", Optional.of("x-1"))));
  }

  @Test
  void allProblemsAreToldAtOnceEachWithItsPlace() {
    assertThat(
            problems(
                """
                version: 2
                acounts: {}
                accounts:
                  dev: {id: 111111111111, region: nowhere, role: x, bus: y}
                repositories:
                  shop: {account: dve}
                routes:
                  - name: web
                    on: {repository: shpo, brnches: [main]}
                    paths: {include: ["web/[abc"]}
                    start: {pipeline: "shop web", account: dev, variables: {B: "${brunch}"}}
                  - name: web
                """))
        .containsExactly(
            "signalbox.yaml:1:10: 'version' must be 1: it is the only one there is",
            "signalbox.yaml:2:1: unknown key 'acounts' in the file, did you mean 'accounts'?",
            "signalbox.yaml:4:8: an account has a 'role' to assume or a 'bus' to forward to, not"
                + " both",
            "signalbox.yaml:4:13: 'id' must be a text, not a number: put it in quotes",
            "signalbox.yaml:4:35: A Region looks like eu-west-1, got 'nowhere'",
            "signalbox.yaml:6:19: there is no account 'dve', did you mean 'dev'?",
            "signalbox.yaml:9:22: there is no repository 'shpo', did you mean 'shop'?",
            "signalbox.yaml:9:28: unknown key 'brnches' in 'on', did you mean 'branches'?",
            "signalbox.yaml:10:28: bad pattern: '[' is never closed in 'web/[abc'",
            "signalbox.yaml:11:23: 'shop web' is not a pipeline's name: it must match"
                + " [A-Za-z0-9.@_-]{1,100}",
            "signalbox.yaml:11:65: there is no ${brunch}, did you mean 'branch'?",
            "signalbox.yaml:12:5: a route has no 'on'",
            "signalbox.yaml:12:5: a route has no 'start'",
            "signalbox.yaml:12:11: there is another route 'web' in line 8");
  }

  @Test
  void aFileWithErrorsDefinesNothing() {
    assertThat(check("version: 1").definition()).isEmpty();
  }

  @Test
  void aKeyThatIsLikeNoneSaysWhichThereAre() {
    assertThat(problems(HEAD + "routes: []\nwatches: []\n"))
        .containsExactly(
            "signalbox.yaml:8:1: unknown key 'watches' in the file; there is version, dialect,"
                + " accounts, repositories, routes, promotions, gates");
  }

  @Test
  void aKeyThatStandsTwiceIsAnError() {
    assertThat(problems(HEAD + "routes: []\nroutes: []\n"))
        .containsExactly("signalbox.yaml:8:1: 'routes' stands twice in the file");
  }

  @Test
  void aRepositoryInAnAccountThatDecidesByItselfCannotBeReadFromHere() {
    assertThat(
            problems(
                HEAD.replace("shop: {account: dev", "shop: {account: prod")
                    + "routes:\n  - {name: a, on: {repository: shop}, start: {pipeline: p, account:"
                    + " dev}}\n"))
        .singleElement()
        .asString()
        .contains(
            "warning: account 'prod' is reached by a bus", "list it a second time, with a role");
  }

  @Test
  void aRouteForPushesCanLeadToABus() {
    assertThat(
            routeProblems(
                "- {name: a, on: {repository: shop}, start: {pipeline: p, account: prod}}"))
        .isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '`',
      value = {
        "repository: shop; pipeline: p, variables: {A: b}; 'variables' belong",
        "repository: shop, pull-requests: [main]; pipeline: p; told of pushes only",
        "image: {account: dev, repository: r}; pipeline: p; told of pushes only",
      })
  void whatABusIsNotToldIsAnError(String on, String start, String words) {
    assertThat(
            routeProblems("- {name: a, on: {%s}, start: {%s, account: prod}}".formatted(on, start)))
        .anyMatch(problem ->
            problem.contains("account 'prod' is reached by a bus") && problem.contains(words));
  }

  @Test
  void aPatternThatCannotMatchIsAnErrorThatSaysWhatToWrite() {
    assertThat(
            routeProblems(
                """
                - name: a
                  on: {repository: shop, branches: [refs/heads/main]}
                  paths: [/web/**, ./api/**, docs/]
                  start: {pipeline: p, account: dev}
                """))
        .containsExactly(
            "signalbox.yaml:9:39: 'refs/heads/main' never matches: branches go by their short"
                + " names, write 'main'",
            "signalbox.yaml:10:13: '/web/**' never matches: paths begin at the repository's root,"
                + " write 'web/**'",
            "signalbox.yaml:10:22: './api/**' never matches: paths begin at the repository's root,"
                + " write 'api/**'",
            "signalbox.yaml:10:32: 'docs/' never matches: only files are changed, write 'docs/**'"
                + " for all below");
  }

  @Test
  void aListThatIsEmptyIsNotTakenForEverything() {
    assertThat(
            routeProblems(
                """
                - name: a
                  on: {repository: shop, branches: []}
                  paths: {}
                  start: {pipeline: p, account: dev}
                """))
        .containsExactly(
            "signalbox.yaml:9:38: 'branches' is empty; leave it out instead",
            "signalbox.yaml:10:12: 'paths' says nothing; it takes include, exclude, veto,"
                + " unless-only, changes");
  }

  @Test
  void aWordWithoutQuotesThatYamlTakesForSomethingElseIsAnError() {
    assertThat(
            routeProblems(
                """
                - name: a
                  on: {repository: shop, branches: [1.0, true, null]}
                  start: {pipeline: p, account: dev, variables: {N: 5}}
                """))
        .containsExactly(
            "signalbox.yaml:9:39: each of 'branches' must be a text, not a number: put it in"
                + " quotes",
            "signalbox.yaml:9:44: each of 'branches' must be a text, not true or false: put it in"
                + " quotes",
            "signalbox.yaml:9:50: each of 'branches' must be a text, not nothing: put it in quotes",
            "signalbox.yaml:10:55: variable 'N' must be a text, not a number: put it in quotes");
  }

  @Test
  void anchorsCanBeUsed() {
    assertThat(
            routeProblems(
                """
                - {name: a, on: {repository: shop}, paths: &md ["*.md"], start: {pipeline: p, account: dev}}
                - {name: b, on: {repository: shop}, paths: *md, start: {pipeline: q, account: dev}}
                """))
        .isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "# nothing but a remark",
        "[",
        "a: b: c",
        "\t- x",
        "'",
        "just words",
        "- a\n- list",
        "version: 1\n---\nversion: 1\n",
        "!!javax.script.ScriptEngineManager [!!java.net.URL ['http://x']]",
        "version: !!java.lang.Integer 1",
        "? [a, b]\n: c",
        "<<: {version: 1}",
        "*nowhere",
        "a: &a [*a]",
        "version: 1\u0000",
        "\ud83d: 1"
      })
  void whatIsNotADefinitionIsAProblemWithAPlaceNeverACrash(String text) {
    assertThat(problems(text))
        .isNotEmpty()
        .allSatisfy(problem -> assertThat(problem).matches("signalbox.yaml:\\d+:\\d+: [^\\n]+"));
  }

  @Test
  void aTagNamesWhatItCannotBe() {
    assertThat(problems("version: !secret x\naccounts: {}\nrepositories: {}\nroutes: !env X\n"))
        .anySatisfy(p -> assertThat(p).contains("not a value tagged !env"));
  }

  @Test
  void nestingWithoutEndIsRefusedBeforeItCanOverflow() {
    assertThat(problems("[".repeat(10_000)))
        .singleElement()
        .asString()
        .contains("nested more than 20 deep");
  }

  @Test
  void aliasesThatMultiplyAreRefusedBeforeTheyAreFollowed() {
    var bomb = new StringBuilder("a0: &a0 [x]\n");
    for (int i = 1; i < 30; i++) {
      bomb.append("a%d: &a%d [%s]\n".formatted(i, i, "*a%d,".formatted(i - 1).repeat(10)));
    }

    assertThat(problems(bomb.toString())).singleElement().asString().contains("not valid YAML");
  }

  @Test
  void aliasesThatMultiplyWhereADefinitionHasItsListsAreRefusedToo() {
    String[] lists = new String[12];
    lists[0] = "x: &l0 [main, main, main, main, main, main, main, main, main]";
    for (int i = 1; i < lists.length; i++) {
      lists[i] = "x%d: &l%d [%s]".formatted(i, i, "*l%d, ".formatted(i - 1).repeat(9));
    }
    assertThat(
            routeProblems(
                "- {name: a, on: {repository: shop, branches: *l11}, start: {pipeline: p, account:"
                    + " dev}}\n"
                    + String.join("\n", lists)))
        .isNotEmpty()
        .hasSizeLessThan(50);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "shop: &m {<<: *m, account: dev}",
        "shop: &m {account: dev, <<: [*m, *m]}",
        "base: &b {account: dev}\n  shop: {<<: *b}"
      })
  void keysThatMergeAreUnknownKeysAlsoWhereTheyWouldMergeThemselves(String repositories) {
    assertThat(
            problems(
                HEAD.replace("shop: {account: dev, default-branch: main}", repositories)
                    + "routes: []\n"))
        .anySatisfy(problem -> assertThat(problem).contains("unknown key '<<'"));
  }

  @Test
  void aSecondDocumentIsToldInAWholeSentence() {
    assertThat(problems(HEAD + "routes: []\n---\nx: 1\n"))
        .singleElement()
        .asString()
        .contains("expected a single document in the stream, but found another document");
  }

  @Test
  void aTagOfJavaIsNamedAsWhatItIs() {
    assertThat(problems("version: 1\naccounts: !!javax.script.ScriptEngineManager {}\n"))
        .anySatisfy(problem ->
            assertThat(problem).contains("not a value tagged tag:yaml.org,2002:javax.script"));
  }

  @Test
  void whatATerminalWouldShowAsSomethingElseIsShownByItsNumber() {
    assertThat(routeProblems("- {name: \"\u202ea\u2028b\ud83d\ude80\u200d\"}"))
        .anySatisfy(problem ->
            assertThat(problem).contains("'\\u202ea\\u2028b\ud83d\ude80\\u200d' is not a name"));
  }

  @Test
  void aPatternThatNothingCanBeCalledIsToldForWhatItIs() {
    assertThat(
            routeProblems(
                "- {name: a, on: {repository: shop, branches: [main, /a, \"b\\0\", a//b]},"
                    + " start: {pipeline: p, account: dev}}"))
        .extracting(problem -> problem.replaceFirst(".*route 'a': ", ""))
        .containsExactly(
            "'/a' never matches: nothing can be called so",
            "'b\\u0000' never matches: nothing can be called so",
            "'a//b' never matches: nothing can be called so");
  }

  @Test
  void aFileThatIsTooLongIsRefusedUnread() {
    assertThat(problems("# xx\n".repeat(1_000_000))).singleElement().asString().contains("at most");
    assertThat(problems("# " + "x".repeat(900_000))).singleElement().asString().contains("at most");
  }

  @Test
  void aFileInAnotherEncodingIsRefused() {
    assertThat(DefinitionFile.check("f", new byte[] {'a', (byte) 0xE9, 'b'}).problems())
        .hasToString("[f:1:1: the file is not UTF-8]");
  }

  @Test
  void aByteOrderMarkIsNoReasonToRefuse() {
    assertThat(problems("\ufeff" + HEAD + "routes: []\n")).isEmpty();
  }

  @Test
  void theColumnOfABadPatternIsFoundInPlainAndQuotedTextsAndElseItsStart() {
    assertThat(
            routeProblems(
                """
                - name: a
                  on: {repository: shop}
                  paths:
                    - ab[
                    - 'ab['
                    - "ab["
                    - "\\u0061b["
                    - >
                      ab[
                  start: {pipeline: p, account: dev}
                """))
        .extracting(problem -> problem.replaceAll("^signalbox.yaml:(\\d+:\\d+):.*", "$1"))
        .containsExactly("11:11", "12:12", "13:12", "14:9", "15:9");
  }

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '`',
      value = {
        "ephemeral: {name: 'b-${branch}'}; 'ephemeral' has no 'template'",
        "ephemeral: {template: t}; 'ephemeral' has no 'name'",
        "ephemeral: {template: t, name: b}; every branch needs a pipeline of another name",
        "ephemeral: {template: t, name: 'b ${branch}'}; is not a pattern of names",
        "ephemeral: {template: t, name: '${branch}', ttl: 30m}; 'ttl' is 1h to 365d",
        "ephemeral: {template: t, name: '${branch}', ttl: 400d}; not '400d'",
        "ephemeral: {template: t, name: '${branch}', on-delete: stpo}; did you mean 'stop'?",
        "ephemeral: {template: t, name: '${branch}', most: 0}; a number from 1 to 1000",
        "pipeline: p, ephemeral: {template: t, name: '${branch}'}; write two routes",
        "ephemeral: {template: t, name: '${branch}', of: x}; unknown key 'of'",
      })
  void aPipelineForEachBranchHasToBeSaidInFull(String start, String problem) {
    assertThat(
            routeProblems(
                """
                - name: previews
                  on: {repository: shop, branches: ["feature/**"]}
                  start: {account: dev, START}
                """
                    .replace("START", start)))
        .singleElement(InstanceOfAssertFactories.STRING)
        .contains(problem);
  }

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '`',
      value = {
        "tags: ['v*'] ; dev ; ephemeral pipelines are for 'branches' only",
        "branches: ['f/**'] ; prod ; account 'prod' is reached by a bus",
        "branches: [main] ; dev ; it is only for branches that are protected from it",
      })
  void aPipelineForEachBranchIsNotForEverything(String on, String account, String problem) {
    assertThat(
            routeProblems(
                """
                - name: previews
                  on: {repository: shop, ON}
                  start: {account: ACCOUNT, ephemeral: {template: t, name: "${branch}"}}
                """
                    .replace("ON", on)
                    .replace("ACCOUNT", account)))
        .anyMatch(told -> told.contains(problem));
  }

  @Test
  void aRepositoryMayBeAtAnotherProviderAndComesThroughTheCanonicalForm() {
    var routes =
        check(
                """
                version: 1
                accounts:
                  dev: {id: "111111111111", region: eu-west-1, role: r}
                repositories:
                  shop: {account: dev, github: acme/shop, hook: acme, token: reader, unknown-changes: skip}
                routes:
                  - {name: web, on: {repository: shop}, start: {pipeline: p, account: dev}}
                """)
            .definition()
            .orElseThrow()
            .routes();

    WatchedRepository shop = routes.repositories().getFirst();
    assertThat(shop.repository().arn()).isEqualTo("github:acme/shop");
    assertThat(shop.hosting())
        .hasValue(new Hosting("acme", Optional.of("reader"), Hosting.Unknown.SKIP));
    assertThat(
            CanonicalForm.read(CanonicalForm.bytes(CanonicalForm.definition(routes, Gates.NONE)))
                .routes())
        .isEqualTo(routes);
  }

  @Test
  void pullRequestsAreThoseOfCodeCommit() {
    assertThat(
            problems(
                """
                version: 1
                accounts:
                  dev: {id: "111111111111", region: eu-west-1, role: r}
                repositories:
                  shop: {account: dev, gitlab: acme/a/shop, hook: acme}
                routes:
                  - name: web
                    on: {repository: shop, pull-requests: [main]}
                    start: {pipeline: p, account: dev}
                """))
        .containsExactly(
            "signalbox.yaml:8:43: pull requests are told by CodeCommit only, and gitlab:acme/a/shop"
                + " is not there");
  }
}
