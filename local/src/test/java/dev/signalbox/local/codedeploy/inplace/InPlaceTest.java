package dev.signalbox.local.codedeploy.inplace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.signalbox.local.LocalOptions;
import dev.signalbox.local.LocalServer;
import dev.signalbox.local.archive.TarFile;
import dev.signalbox.local.archive.ZipFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.codedeploy.CodeDeployClient;
import software.amazon.awssdk.services.codedeploy.model.AutoRollbackEvent;
import software.amazon.awssdk.services.codedeploy.model.BundleType;
import software.amazon.awssdk.services.codedeploy.model.CodeDeployException;
import software.amazon.awssdk.services.codedeploy.model.CreateDeploymentGroupRequest;
import software.amazon.awssdk.services.codedeploy.model.CreateDeploymentRequest;
import software.amazon.awssdk.services.codedeploy.model.DeploymentInfo;
import software.amazon.awssdk.services.codedeploy.model.FileExistsBehavior;
import software.amazon.awssdk.services.codedeploy.model.InstanceNameAlreadyRegisteredException;
import software.amazon.awssdk.services.codedeploy.model.InstanceNotRegisteredException;
import software.amazon.awssdk.services.codedeploy.model.InstanceTarget;
import software.amazon.awssdk.services.codedeploy.model.InvalidInstanceNameException;
import software.amazon.awssdk.services.codedeploy.model.InvalidTagsToAddException;
import software.amazon.awssdk.services.codedeploy.model.LifecycleEvent;
import software.amazon.awssdk.services.codedeploy.model.Tag;
import software.amazon.awssdk.services.codedeploy.model.TagFilter;
import software.amazon.awssdk.services.codedeploy.model.TagLimitExceededException;
import software.amazon.awssdk.services.s3.S3Client;

@Timeout(120)
class InPlaceTest {
  private static final Path DATA = folder();
  private static final String BUCKET = "bundles";

  @RegisterExtension
  static final LocalServer LOCAL = new LocalServer(LocalOptions.defaults().withData(DATA));

  private final CodeDeployClient codeDeploy = LOCAL.client(CodeDeployClient.builder());
  private final S3Client s3 = LOCAL.client(S3Client.builder().forcePathStyle(true));
  private String app = "";

  private static Path folder() {
    try {
      return Files.createTempDirectory("in-place");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @BeforeEach
  void makeAnApplication() {
    app = "shop-" + UUID.randomUUID();
    codeDeploy.createApplication(it -> it.applicationName(app));
    if (s3.listBuckets().buckets().isEmpty()) {
      s3.createBucket(it -> it.bucket(BUCKET));
    }
  }

  @Test
  void filesComeToTheirPlacesAndScriptsRunInTheirOrderWithWhatTheyNeedToKnow() throws IOException {
    hosts(1);
    group("CodeDeployDefault.AllAtOnce");
    Map<String, String> files = new HashMap<>();
    files.put(
        "appspec.yml",
        """
        version: 0.0
        os: linux
        files:
          - {source: /web, destination: /srv/shop}
          - {source: run.sh, destination: /opt/bin}
        permissions:
          - {object: /srv/shop, pattern: "*.cgi", mode: 750, type: [file]}
          - {object: /opt/bin/run.sh, mode: 700}
        hooks:
          BeforeInstall: [{location: scripts/note.sh, timeout: 30}]
          AfterInstall: [{location: scripts/note.sh}]
          ApplicationStart: [{location: scripts/note.sh}]
          ValidateService: [{location: scripts/note.sh}]
        """);
    files.put("web/index.html", "<p>Grüße</p>");
    files.put("web/a/page.cgi", "#!/bin/sh\n");
    files.put("run.sh", "#!/bin/sh\n");
    files.put(
        "scripts/note.sh",
        """
        #!/bin/sh
        echo "$LIFECYCLE_EVENT $APPLICATION_NAME $DEPLOYMENT_GROUP_NAME $DEPLOYMENT_ID" \
          "$BUNDLE_BUCKET $(ls "$INSTANCE_ROOT/srv/shop" 2>/dev/null | wc -l)" >> "$INSTANCE_ROOT/log"
        """);
    String id = deploy(files);
    assertThat(ended(id).statusAsString()).isEqualTo("Succeeded");
    Path root = root("0");
    assertThat(root.resolve("srv/shop/index.html")).hasContent("<p>Grüße</p>");
    assertThat(mode(root.resolve("srv/shop/a/page.cgi"))).isEqualTo("rwxr-x---");
    assertThat(mode(root.resolve("opt/bin/run.sh"))).isEqualTo("rwx------");
    String rest = " " + app + " live " + id + " " + BUCKET + " ";
    assertThat(Files.readAllLines(root.resolve("log")))
        .containsExactly(
            "BeforeInstall" + rest + "0",
            "AfterInstall" + rest + "2",
            "ApplicationStart" + rest + "2",
            "ValidateService" + rest + "2");
    assertThat(target(id, "0").lifecycleEvents())
        .extracting(LifecycleEvent::lifecycleEventName)
        .containsExactlyElementsOf(Visit.EVENTS);
  }

  @Test
  void theNextDeploymentTakesAwayWhatTheOneBeforeBroughtAndStopsWhatItStarted() throws IOException {
    hosts(1);
    group("CodeDeployDefault.AllAtOnce");
    String stop = "#!/bin/sh\necho stopped by the old one >> \"$INSTANCE_ROOT/log\"\n";
    succeed(
        files("hooks: {ApplicationStop: [{location: stop.sh}]}", "stop.sh", stop, "web/old", "1"));
    succeed(files("", "web/new", "2"));
    assertThat(root("0").resolve("srv/old")).doesNotExist();
    assertThat(root("0").resolve("srv/new")).hasContent("2");
    assertThat(root("0").resolve("log")).hasContent("stopped by the old one");
  }

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource({"DISALLOW, Failed, mine", "OVERWRITE, Succeeded, theirs", "RETAIN, Succeeded, mine"})
  void whatIsThereAlreadyIsTreatedAsWasAsked(String behavior, String status, String content)
      throws IOException {
    hosts(1);
    group("CodeDeployDefault.AllAtOnce");
    Files.createDirectories(root("0").resolve("srv"));
    Files.writeString(root("0").resolve("srv/file"), "mine");
    String id =
        deploy(
            files("", "web/file", "theirs", "web/other", "x"),
            it -> it.fileExistsBehavior(FileExistsBehavior.fromValue(behavior)));
    assertThat(ended(id).statusAsString()).isEqualTo(status);
    assertThat(root("0").resolve("srv/file")).hasContent(content);
    assertThat(Files.exists(root("0").resolve("srv/other")))
        .as("nothing is installed when something is in the way")
        .isEqualTo(status.equals("Succeeded"));
  }

  @ParameterizedTest
  @CsvSource({
    "exit 3, ScriptFailed, failed with exit code 3",
    "sleep 300, ScriptTimedOut, failed to complete in 1 seconds",
  })
  void aScriptThatFailsFailsTheDeploymentAndSaysWhy(String command, String code, String message)
      throws IOException {
    hosts(1);
    group("CodeDeployDefault.AllAtOnce");
    String id =
        deploy(
            files(
                "hooks: {BeforeInstall: [{location: s.sh, timeout: 1}]}",
                "s.sh",
                "#!/bin/sh\necho its last words\n" + command + "\n",
                "web/x",
                "x"));
    assertThat(ended(id).errorInformation().codeAsString()).isEqualTo("HEALTH_CONSTRAINTS");
    LifecycleEvent failed = event(id, "0", "BeforeInstall");
    assertThat(failed.statusAsString()).isEqualTo("Failed");
    assertThat(failed.diagnostics().errorCodeAsString()).isEqualTo(code);
    assertThat(failed.diagnostics().scriptName()).isEqualTo("s.sh");
    assertThat(failed.diagnostics().message()).contains(message);
    assertThat(failed.diagnostics().logTail()).contains("its last words");
    assertThat(event(id, "0", "Install").statusAsString()).isEqualTo("Skipped");
    assertThat(root("0").resolve("srv/x")).doesNotExist();
  }

  @ParameterizedTest
  @ValueSource(strings = {"missing.sh", "../../outside.sh", "/etc/passwd", "web"})
  void aScriptThatIsNotInTheBundleIsMissing(String location) throws IOException {
    hosts(1);
    group("CodeDeployDefault.AllAtOnce");
    String id =
        deploy(files("hooks: {BeforeInstall: [{location: \"" + location + "\"}]}", "web/x", "x"));
    ended(id);
    assertThat(event(id, "0", "BeforeInstall").diagnostics().errorCodeAsString())
        .isEqualTo("ScriptMissing");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/../../escaped", "/srv/../../escaped", "escaped", "/a\\\\..\\\\escaped"})
  void noFileIsInstalledOffTheInstance(String destination) throws IOException {
    hosts(1);
    group("CodeDeployDefault.AllAtOnce");
    String spec =
        "version: 0.0\nos: linux\nfiles: [{source: /x, destination: \"%s\"}]\n"
            .formatted(destination);
    String id = deploy(Map.of("appspec.yml", spec, "x", "x"));
    assertThat(ended(id).statusAsString()).isEqualTo("Failed");
    assertThat(event(id, "0", "Install").diagnostics().message()).contains("The destination");
    noneEscaped();
  }

  @Test
  void aLinkOnTheInstanceLeadsNoFileOffIt() throws IOException {
    hosts(1);
    group("CodeDeployDefault.AllAtOnce");
    Path outside = Files.createDirectories(DATA.resolve("outside"));
    Files.createDirectories(root("0"));
    Files.createSymbolicLink(root("0").resolve("srv"), outside);
    String id = deploy(files("", "web/x", "x"));
    assertThat(ended(id).statusAsString()).isEqualTo("Failed");
    assertThat(event(id, "0", "Install").diagnostics().message()).contains("leads off");
    assertThat(outside).isEmptyDirectory();
  }

  @Test
  void aBundleWithEntriesOutsideOfItselfIsNotUnpacked() throws IOException {
    hosts(1);
    group("CodeDeployDefault.AllAtOnce");
    byte[] tar =
        new TarFile().file("appspec.yml", "version: 0.0").file("../../escaped", "x").gzip();
    for (String type : List.of("tgz", "zip")) {
      byte[] bundle = type.equals("tgz") ? tar : ZipFile.of(Map.of("../../escaped", "x"));
      String id = deploy(bundle, type);
      assertThat(ended(id).statusAsString()).isEqualTo("Failed");
      assertThat(event(id, "0", "DownloadBundle").diagnostics().message())
          .contains("cannot be unpacked");
    }
    noneEscaped();
  }

  @Test
  void aTarIsABundleToo() throws IOException {
    hosts(1);
    group("CodeDeployDefault.AllAtOnce");
    byte[] tar =
        new TarFile()
            .file("appspec.yml", "version: 0.0\nos: linux\nfiles: [{source: x, destination: /y}]\n")
            .file("x", "tarred")
            .plain();
    assertThat(ended(deploy(tar, "tar")).statusAsString()).isEqualTo("Succeeded");
    assertThat(root("0").resolve("y/x")).hasContent("tarred");
  }

  @Test
  void oneAtATimeABadRevisionReachesOneInstanceOnly() throws IOException {
    hosts(3);
    group("CodeDeployDefault.OneAtATime");
    succeed(files("", "web/version", "good"));
    String id = deploy(bad());
    DeploymentInfo info = ended(id);
    assertThat(info.statusAsString()).isEqualTo("Failed");
    assertThat(info.deploymentOverview().failed()).isEqualTo(1);
    assertThat(info.deploymentOverview().skipped()).isEqualTo(2);
    assertThat(Stream.of("0", "1", "2").map(it -> content(root(it).resolve("srv/version"))))
        .containsExactly("bad", "good", "good");
  }

  @Test
  void aFailedDeploymentIsRolledBackByAnotherOne() throws IOException {
    hosts(2);
    group("CodeDeployDefault.OneAtATime");
    succeed(files("", "web/version", "good"));
    String id =
        deploy(
            bad(),
            it ->
                it.autoRollbackConfiguration(
                    a -> a.enabled(true).events(AutoRollbackEvent.DEPLOYMENT_FAILURE)));
    assertThat(ended(id).statusAsString()).isEqualTo("Failed");
    String undoing =
        await()
            .until(
                () -> info(id).rollbackInfo(),
                it -> it != null && it.rollbackDeploymentId() != null)
            .rollbackDeploymentId();
    assertThat(ended(undoing).statusAsString()).isEqualTo("Succeeded");
    assertThat(info(undoing).creatorAsString()).isEqualTo("codeDeployRollback");
    assertThat(root("0").resolve("srv/version")).hasContent("good");
    assertThat(root("1").resolve("srv/version")).hasContent("good");
  }

  @Test
  void aStoppedDeploymentGoesToNoFurtherInstance() throws IOException {
    hosts(2);
    group("CodeDeployDefault.OneAtATime");
    String wait = "#!/bin/sh\nwhile [ ! -e \"$INSTANCE_ROOT/go\" ]; do sleep 0.05; done\n";
    String id =
        deploy(files("hooks: {BeforeInstall: [{location: s.sh}]}", "s.sh", wait, "web/x", "x"));
    await()
        .atMost(Duration.ofSeconds(20))
        .until(() -> event(id, "0", "BeforeInstall").statusAsString().equals("InProgress"));
    codeDeploy.stopDeployment(it -> it.deploymentId(id));
    Files.createDirectories(root("0"));
    Files.writeString(root("0").resolve("go"), "");
    assertThat(ended(id).statusAsString()).isEqualTo("Stopped");
    assertThat(event(id, "0", "BeforeInstall").statusAsString()).isEqualTo("Succeeded");
    assertThat(event(id, "0", "Install").statusAsString()).isEqualTo("Skipped");
    assertThat(target(id, "1").statusAsString()).isEqualTo("Skipped");
  }

  @Test
  void withoutInstancesADeploymentFails() throws IOException {
    group("CodeDeployDefault.OneAtATime");
    String id = deploy(files("", "web/x", "x"));
    assertThat(ended(id).errorInformation().codeAsString()).isEqualTo("NO_INSTANCES");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "version: 1.0\nos: linux\n",
        "version: 0.0\nos: windows\n",
        "version: 0.0\nos: linux\nhooks: {Start: [{location: x}]}\n",
        "version: 0.0\nos: linux\nhooks: {AfterInstall: [{location: x, timeout: 3601}]}\n",
        "version: 0.0\nos: linux\nfiles: [{source: x}]\n",
        "&a [*a, *a]"
      })
  void anAppSpecThatIsNoneFailsTheDeployment(String spec) throws IOException {
    hosts(1);
    group("CodeDeployDefault.AllAtOnce");
    String id = deploy(Map.of("appspec.yml", spec));
    assertThat(ended(id).statusAsString()).isEqualTo("Failed");
    assertThat(event(id, "0", "BeforeInstall").statusAsString()).isEqualTo("Failed");
  }

  @ParameterizedTest
  @ValueSource(strings = {"[", "{a: "})
  void anAppSpecThatIsNestedWithoutEndFailsTheDeployment(String level) throws IOException {
    hosts(1);
    group("CodeDeployDefault.AllAtOnce");
    String id = deploy(Map.of("appspec.yml", level.repeat(200_000)));
    assertThat(ended(id).statusAsString()).isEqualTo("Failed");
    assertThat(event(id, "0", "BeforeInstall").diagnostics().message()).contains("too deeply");
  }

  @Test
  void instancesAreRegisteredTaggedAndDeregistered() {
    hosts(1);
    String name = app + "-0";
    assertThat(codeDeploy.getOnPremisesInstance(it -> it.instanceName(name)).instanceInfo().tags())
        .singleElement()
        .satisfies(it -> assertThat(it.value()).isEqualTo(app));
    assertThatThrownBy(() -> register(name))
        .isInstanceOf(InstanceNameAlreadyRegisteredException.class);
    codeDeploy.deregisterOnPremisesInstance(it -> it.instanceName(name));
    assertThat(codeDeploy.listOnPremisesInstances().instanceNames()).doesNotContain(name);
    assertThatThrownBy(() ->
            codeDeploy.addTagsToOnPremisesInstances(
                it -> it.instanceNames(name).tags(Tag.builder().key("a").value("b").build())))
        .isInstanceOf(InstanceNotRegisteredException.class);
    for (String wrong : List.of("..", "../x", "a/b", "i-0123", "a b")) {
      assertThatThrownBy(() -> register(wrong)).isInstanceOf(InvalidInstanceNameException.class);
    }
  }

  @Test
  void tagsThatDoNotFitOneInstanceAreGivenToNone() {
    hosts(2);
    String full = app + "-1";
    Tag[] nine =
        IntStream.range(0, 9)
            .mapToObj(i -> Tag.builder().key("k" + i).value("v").build())
            .toArray(Tag[]::new);
    codeDeploy.addTagsToOnPremisesInstances(it -> it.instanceNames(full).tags(nine));
    Tag more = Tag.builder().key("more").value("v").build();
    assertThatThrownBy(() ->
            codeDeploy.addTagsToOnPremisesInstances(
                it -> it.instanceNames(app + "-0", full).tags(more)))
        .isInstanceOf(TagLimitExceededException.class);
    assertThat(
            codeDeploy
                .getOnPremisesInstance(it -> it.instanceName(app + "-0"))
                .instanceInfo()
                .tags())
        .hasSize(1);
  }

  @Test
  void anApplicationsTagsAreAddedAndRemovedWithinTheLimit() {
    String arn = "arn:aws:codedeploy:eu-west-1:111111111111:application:" + app;
    Tag[] fifty =
        IntStream.range(0, 50)
            .mapToObj(i -> Tag.builder().key("k" + i).value("v").build())
            .toArray(Tag[]::new);
    codeDeploy.tagResource(it -> it.resourceArn(arn).tags(fifty));
    assertThatThrownBy(() ->
            codeDeploy.tagResource(
                it -> it.resourceArn(arn).tags(Tag.builder().key("more").value("v").build())))
        .isInstanceOf(InvalidTagsToAddException.class);
    codeDeploy.untagResource(it -> it.resourceArn(arn).tagKeys("k7"));
    assertThat(codeDeploy.listTagsForResource(it -> it.resourceArn(arn)).tags()).hasSize(49);
  }

  @Test
  void zonesAreNotPretended() {
    assertThatThrownBy(() ->
            codeDeploy.createDeploymentConfig(it ->
                it.deploymentConfigName(app)
                    .minimumHealthyHosts(h -> h.type("HOST_COUNT").value(0))
                    .zonalConfig(z -> z.monitorDurationInSeconds(1L))))
        .isInstanceOfSatisfying(
            CodeDeployException.class, it -> assertThat(it.statusCode()).isEqualTo(501));
  }

  private static void noneEscaped() throws IOException {
    try (Stream<Path> files = Files.walk(DATA)) {
      assertThat(files).noneMatch(it -> it.endsWith("escaped"));
    }
  }

  /** With a {@code web} folder that goes to {@code /srv}. */
  private static Map<String, String> files(String hooks, String... rest) {
    Map<String, String> files = new HashMap<>();
    files.put(
        "appspec.yml",
        "version: 0.0\nos: linux\nfiles: [{source: web, destination: /srv}]\n" + hooks + "\n");
    for (int i = 0; i < rest.length; i += 2) {
      files.put(rest[i], rest[i + 1]);
    }
    return files;
  }

  private static Map<String, String> bad() {
    return files(
        "hooks: {ValidateService: [{location: s.sh}]}",
        "s.sh",
        "#!/bin/sh\nexit 1\n",
        "web/version",
        "bad");
  }

  private void hosts(int count) {
    for (int i = 0; i < count; i++) {
      String name = app + "-" + i;
      register(name);
      codeDeploy.addTagsToOnPremisesInstances(
          it -> it.instanceNames(name).tags(Tag.builder().key("App").value(app).build()));
    }
  }

  private void register(String name) {
    codeDeploy.registerOnPremisesInstance(
        it -> it.instanceName(name).iamUserArn("arn:aws:iam::111111111111:user/" + app));
  }

  private void group(String configuration) {
    TagFilter filter = TagFilter.builder().key("App").value(app).type("KEY_AND_VALUE").build();
    codeDeploy.createDeploymentGroup(
        CreateDeploymentGroupRequest.builder()
            .applicationName(app)
            .deploymentGroupName("live")
            .serviceRoleArn("arn:aws:iam::111111111111:role/deployer")
            .deploymentConfigName(configuration)
            .onPremisesInstanceTagFilters(filter)
            .build());
  }

  private void succeed(Map<String, String> files) throws IOException {
    assertThat(ended(deploy(files)).statusAsString()).isEqualTo("Succeeded");
  }

  private String deploy(Map<String, String> files) {
    return deploy(files, it -> it);
  }

  private String deploy(
      Map<String, String> files, UnaryOperator<CreateDeploymentRequest.Builder> rest) {
    return deploy(ZipFile.of(files), "zip", rest);
  }

  private String deploy(byte[] bundle, String type) {
    return deploy(bundle, type, it -> it);
  }

  private String deploy(
      byte[] bundle, String type, UnaryOperator<CreateDeploymentRequest.Builder> rest) {
    String key = UUID.randomUUID() + "." + type;
    s3.putObject(it -> it.bucket(BUCKET).key(key), RequestBody.fromBytes(bundle));
    return codeDeploy
        .createDeployment(
            rest.apply(
                    CreateDeploymentRequest.builder()
                        .applicationName(app)
                        .deploymentGroupName("live")
                        .revision(it ->
                            it.revisionType("S3")
                                .s3Location(s ->
                                    s.bucket(BUCKET)
                                        .key(key)
                                        .bundleType(BundleType.fromValue(type)))))
                .build())
        .deploymentId();
  }

  private DeploymentInfo info(String id) {
    return codeDeploy.getDeployment(it -> it.deploymentId(id)).deploymentInfo();
  }

  private DeploymentInfo ended(String id) {
    return await()
        .atMost(Duration.ofSeconds(60))
        .until(() -> info(id), it -> it.statusAsString().matches("Succeeded|Failed|Stopped"));
  }

  private InstanceTarget target(String id, String host) {
    return codeDeploy
        .getDeploymentTarget(it -> it.deploymentId(id).targetId(app + "-" + host))
        .deploymentTarget()
        .instanceTarget();
  }

  private LifecycleEvent event(String id, String host, String name) {
    return target(id, host).lifecycleEvents().stream()
        .filter(it -> it.lifecycleEventName().equals(name))
        .findFirst()
        .orElseThrow();
  }

  private Path root(String host) {
    return DATA.resolve("codedeploy/instances/111111111111/eu-west-1").resolve(app + "-" + host);
  }

  private static String content(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String mode(Path file) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
  }
}
