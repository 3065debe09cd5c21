package dev.signalbox.acceptance.page;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.core.evidence.Course;
import dev.signalbox.core.evidence.Report;
import dev.signalbox.core.gate.Check;
import dev.signalbox.core.gate.Check.Inconclusive;
import dev.signalbox.core.gate.Check.Mode;
import dev.signalbox.core.gate.Gate;
import dev.signalbox.core.gate.Guarded;
import dev.signalbox.core.gate.Hook;
import dev.signalbox.core.gate.Moment;
import dev.signalbox.core.gate.Passing;
import dev.signalbox.core.gate.PastTurn;
import dev.signalbox.core.gate.Recorded;
import dev.signalbox.core.gate.Subject;
import dev.signalbox.core.gate.Verdict;
import dev.signalbox.core.gate.check.Answers;
import dev.signalbox.core.gate.check.Answers.Answered;
import dev.signalbox.core.gate.check.Answers.Exchange;
import dev.signalbox.core.gate.check.Answers.Forwarding;
import dev.signalbox.core.gate.check.Answers.Unanswered;
import dev.signalbox.core.gate.check.Http;
import dev.signalbox.core.gate.check.Judge;
import dev.signalbox.core.gate.check.Observation;
import dev.signalbox.core.release.AccountId;
import dev.signalbox.core.release.Region;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.By;
import org.openqa.selenium.Dimension;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;

class GateReportTest {
  private static final Instant NOW = Instant.parse("2026-11-21T10:00:00Z");
  private static final String HOSTILE =
      "</style></td><img src=x onerror=\"document.title='owned'\"><script>document.title='owned'"
          + "</script><a href=\"javascript:document.title='owned'\">\u202e\u001b[31m";
  private static final Check HEALTH = check("health", Mode.REQUIRED);
  private static final Check TRIAL = check("trial", Mode.DRY_RUN);
  private static final Gate GATE =
      new Gate(
          "shop-prod",
          new Guarded(
              new Guarded.DeploymentGroup("shop", "prod"), Set.of(Moment.AFTER_TEST_TRAFFIC)),
          List.of(HEALTH, TRIAL),
          new Passing.All(),
          Duration.ofMinutes(15),
          false,
          Optional.empty());

  @TempDir private static Path directory;
  private static @Nullable ChromeDriver browser;

  private static Check check(String name, Mode mode) {
    return new Check(
        name, new Http("/health", 200), mode, Duration.ofMinutes(5), Inconclusive.FAIL);
  }

  private static Answers answers(boolean healthy) {
    var forwarding = new Forwarding("green", Optional.empty(), Map.of("green", 100));
    List<Exchange> exchanges = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      exchanges.add(answered(i, healthy || i % 4 != 0 ? 200 : 503));
    }
    if (!healthy) {
      exchanges.add(new Unanswered(NOW.plusSeconds(21), "the body held '" + HOSTILE + "'"));
    }
    return new Answers(exchanges, List.of(forwarding, forwarding));
  }

  private static Answered answered(int second, int status) {
    return new Answered(
        NOW.plusSeconds(second),
        status,
        Duration.ofMillis(10 + second % 5),
        Map.of(),
        true,
        Map.of(),
        List.of(),
        Optional.empty());
  }

  @BeforeAll
  static void open(TestReporter reporter) throws IOException {
    if (!Browser.installed()) {
      String reason =
          "SKIPPED: no Chromium with its driver on the PATH, so reports are NOT looked at";
      reporter.publishEntry("GateReportTest", reason);
      Assumptions.abort(reason);
    }
    Observation health =
        new Observation.Missing("Status 503 of 5 answers; the first body was " + HOSTILE);
    Map<String, Observation> observed = Map.of("health", health, "trial", answers(false));
    Subject subject =
        new Subject(
            new Hook.CodeDeploy("d-A1B2C3D4E", "eyJ"),
            new AccountId("111111111111"),
            new Region("eu-west-1"),
            GATE.on().place(),
            Moment.AFTER_TEST_TRAFFIC,
            new Subject.Service("main", "shop"),
            Optional.empty(),
            Optional.empty(),
            Subject.Listeners.NONE,
            NOW,
            NOW.plusSeconds(3600));
    Recorded recorded =
        new Recorded(
            subject.hook(),
            Optional.of(subject),
            Optional.of("shop-prod"),
            Optional.of("0".repeat(64)),
            Verdict.of(
                GATE,
                List.of(
                    Judge.judge(HEALTH, health),
                    Judge.judge(TRIAL, observed.getOrDefault("trial", health)))),
            NOW);
    Path page = directory.resolve("report.html");
    var turn =
        new PastTurn(
            GATE.name(),
            "0".repeat(64),
            subject,
            subject.deadline(),
            NOW,
            NOW,
            recorded.verdict(),
            observed,
            Map.of());
    Files.write(page, new Report(new Course(recorded, List.of(turn)), GATE, "0.1.0").html());
    ChromeDriver opened = Browser.open(directory.resolve("profile"), new Dimension(500, 900));
    browser = opened;
    opened.get(page.toUri().toString());
  }

  @AfterAll
  static void close() {
    if (browser != null) {
      browser.quit();
    }
  }

  private static ChromeDriver page() {
    return Objects.requireNonNull(browser, "opened before every test");
  }

  @Test
  void whatItSaidAndWhyIsSeenFirst() {
    WebElement header = page().findElement(By.tagName("header"));
    assertThat(header.getText())
        .contains("Failed", "shop-prod", "d-A1B2C3D4E", "health: Status 503 of 5 answers");
    assertThat(header.getRect().getY() + header.getRect().getHeight()).isLessThan(900);
  }

  @Test
  void whatWasMeasuredIsShownAndNeverRun() {
    assertThat(page().findElement(By.tagName("body")).getText())
        .contains("<img src=x onerror=", "⟨U+202E⟩", "⟨U+001B⟩");
    assertThat(page().findElements(By.cssSelector("img, script, a, iframe"))).isEmpty();
    assertThat(page().getTitle()).isEqualTo("Failed: gate shop-prod");
  }

  @Test
  void thePolicyLetsItsOwnStyleThroughAndNothingElse() {
    assertThat(page().findElement(By.className("bad")).getCssValue("border-top-style"))
        .isEqualTo("solid");
    assertThat(page().manage().logs().get(LogType.BROWSER).getAll())
        .extracting(LogEntry::getMessage)
        .isEmpty();
    page()
        .executeScript(
            "const s = document.createElement('style');"
                + "s.textContent = '.badge { border-style: none !important }';"
                + "document.head.append(s);"
                + "const i = document.createElement('script');"
                + "i.textContent = 'document.title = \"owned\"';"
                + "document.head.append(i);");
    assertThat(page().findElement(By.className("bad")).getCssValue("border-top-style"))
        .isEqualTo("solid");
    assertThat(page().getTitle()).isEqualTo("Failed: gate shop-prod");
    page().navigate().refresh();
  }

  @Test
  void aCheckThatOnlyTriesIsListedAsThat() {
    assertThat(page().findElement(By.tagName("table")).getText())
        .contains("trial", "a dry run: it changes nothing");
  }

  @Test
  void measurementsAreDrawn() {
    WebElement plot = page().findElement(By.cssSelector("svg:has(circle)"));
    assertThat(plot.getRect().getHeight()).isGreaterThan(80);
    assertThat(page().findElements(By.cssSelector("svg circle"))).hasSize(20);
    assertThat(page().findElement(By.cssSelector("figure:has(circle) figcaption")).getText())
        .contains("Time to answer, ms", "other answers");
  }

  @Test
  void aNarrowWindowNeedsNoScrollingSideways() {
    assertThat(
            page()
                .executeScript(
                    "return document.documentElement.scrollWidth -"
                        + " document.documentElement.clientWidth"))
        .isEqualTo(0L);
  }
}
