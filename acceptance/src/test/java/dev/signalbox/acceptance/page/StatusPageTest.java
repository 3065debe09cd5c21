package dev.signalbox.acceptance.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.signalbox.local.Local;
import dev.signalbox.local.LocalOptions;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
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
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.codecommit.CodeCommitClient;

class StatusPageTest {
  private static final String HOSTILE = "<img/src=x/onerror=\"document.title='owned'\">";

  @TempDir private static Path profile;
  private static @Nullable Local local;
  private static @Nullable ChromeDriver browser;

  @BeforeAll
  static void open(TestReporter reporter) {
    if (!Browser.installed()) {
      String reason =
          "SKIPPED: no Chromium with its driver on the PATH, so pages are NOT looked at";
      reporter.publishEntry("StatusPageTest", reason);
      Assumptions.abort(reason);
    }
    Local started = Local.start(LocalOptions.defaults());
    local = started;
    branch(started);
    await().atMost(Duration.ofSeconds(30)).until(() -> !started.recentEvents().isEmpty());
    ChromeDriver opened = Browser.open(profile, new Dimension(500, 800));
    browser = opened;
    opened.get(started.address() + "/");
  }

  private static void branch(Local local) {
    try (CodeCommitClient codeCommit =
        CodeCommitClient.builder()
            .endpointOverride(local.address())
            .region(Region.EU_WEST_1)
            .credentialsProvider(
                StaticCredentialsProvider.create(
                    AwsBasicCredentials.create("111111111111", "local")))
            .httpClient(UrlConnectionHttpClient.create())
            .build()) {
      codeCommit.createRepository(it -> it.repositoryName("shop"));
      String commit =
          codeCommit
              .putFile(it ->
                  it.repositoryName("shop")
                      .branchName("main")
                      .filePath("a.txt")
                      .fileContent(SdkBytes.fromUtf8String("a")))
              .commitId();
      codeCommit.createBranch(it -> it.repositoryName("shop").branchName(HOSTILE).commitId(commit));
    }
  }

  @AfterAll
  static void close() {
    if (browser != null) {
      browser.quit();
    }
    if (local != null) {
      local.close();
    }
  }

  private static ChromeDriver page() {
    return Objects.requireNonNull(browser, "opened before every test");
  }

  @Test
  void anEventsTextIsShownAndNeverRun() {
    assertThat(page().findElement(By.tagName("table")).getText()).contains(HOSTILE);
    assertThat(page().findElements(By.tagName("img"))).isEmpty();
    assertThat(page().getTitle()).isEqualTo("AWS on this machine");
  }

  @Test
  void whatIsHereIsListedUnderHeadings() {
    List<String> headings =
        page().findElements(By.tagName("h2")).stream().map(WebElement::getText).toList();
    assertThat(headings).containsSubsequence("How to reach it", "Repositories", "Events");
    assertThat(page().findElement(By.tagName("ul")).getText()).isEqualTo("shop");
  }

  @Test
  void aNarrowWindowNeedsNoScrollingSideways() {
    Object overflow =
        page()
            .executeScript(
                "return document.documentElement.scrollWidth -"
                    + " document.documentElement.clientWidth");
    assertThat(overflow).isEqualTo(0L);
  }

  @Test
  void thePageHasOneMainPartAndALanguage() {
    assertThat(page().findElements(By.tagName("main"))).hasSize(1);
    assertThat(page().findElement(By.tagName("html")).getAttribute("lang")).isEqualTo("en");
  }
}
