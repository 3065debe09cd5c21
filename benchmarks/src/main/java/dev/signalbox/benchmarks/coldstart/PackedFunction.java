package dev.signalbox.benchmarks.coldstart;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * The router's zip, unpacked, and AWS's runtime client before it on one class path, as a container
 * image has them.
 */
record PackedFunction(Path directory) {
  private static final String CLIENT = "com.amazonaws.services.lambda.runtime.api.client.AWSLambda";

  private static final List<String> RUN =
      List.of(
          "-XX:+UseSerialGC",
          "-XX:TieredStopAtLevel=1",
          "-Xmx870m",
          "--enable-native-access=ALL-UNNAMED",
          "-Dslf4j.internal.verbosity=WARN",
          "-Dslf4j.provider=dev.signalbox.aws.logging.LineLogging");

  private static final List<String> TUNED =
      List.of(
          "-XX:+UseCompactObjectHeaders", "-XX:CompileThresholdScaling=5", "-Xms48m", "-Xmn24m");

  static PackedFunction unpacked(Path zip, Path directory) throws IOException {
    try (var file = new ZipFile(zip.toFile())) {
      for (ZipEntry entry : Collections.list(file.entries())) {
        Path target = directory.resolve(entry.getName());
        if (entry.isDirectory()) {
          Files.createDirectories(target);
        } else {
          Files.createDirectories(target.getParent());
          try (InputStream in = file.getInputStream(entry)) {
            Files.copy(in, target);
          }
        }
      }
    }
    var function = new PackedFunction(directory);
    function.takeLibraryOfThisMachine();
    return function;
  }

  /** The zip has the native library for Lambda's arm64 beside its jars; here it may be another. */
  private void takeLibraryOfThisMachine() throws IOException {
    if (!System.getProperty("os.arch").equals("amd64")) {
      return;
    }
    Path jar =
        jars()
            .filter(path -> path.getFileName().toString().startsWith("aws-crt-0"))
            .findFirst()
            .orElseThrow();
    try (var file = new ZipFile(jar.toFile());
        InputStream in =
            file.getInputStream(file.getEntry("linux/x86_64/glibc/libaws-crt-jni.so"))) {
      Files.copy(
          in, directory.resolve("lib/libaws-crt-jni.so"), StandardCopyOption.REPLACE_EXISTING);
    }
  }

  private Stream<Path> jars() throws IOException {
    try (Stream<Path> files = Files.list(directory.resolve("lib"))) {
      return files.filter(file -> file.toString().endsWith(".jar")).sorted().toList().stream();
    }
  }

  Contender plain() throws IOException {
    return contender("Java, class data of the JDK only", List.of("-Xshare:auto"));
  }

  /** As SnapStart has it: all up to the first event is done before the snapshot is taken. */
  Contender restored(String credentials) throws IOException {
    Contender plain = contender("Java, as before a snapshot", List.of("-Xshare:auto"));
    Map<String, String> environment = new HashMap<>(plain.environment());
    environment.put("AWS_LAMBDA_INITIALIZATION_TYPE", "snap-start");
    environment.put("AWS_CONTAINER_CREDENTIALS_FULL_URI", credentials);
    return new Contender(plain.name(), plain.command(), environment);
  }

  /** Runs once and keeps what it has loaded and linked. */
  Contender training(Path cache) throws IOException {
    List<String> options = new ArrayList<>(TUNED);
    options.add("-XX:AOTCacheOutput=" + cache);
    options.add("-XX:+UnlockDiagnosticVMOptions");
    // Profiles make the cold compiler work harder, which is what a cold start has no time for.
    options.add("-XX:-AOTRecordTraining");
    return contender("training", options);
  }

  Contender cached(Path cache) throws IOException {
    List<String> options = new ArrayList<>(TUNED);
    options.add("-XX:AOTCache=" + cache);
    return contender("Java, AOT cache", options);
  }

  private Contender contender(String name, List<String> options) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(RUN);
    command.addAll(options);
    command.addAll(List.of("-cp", classPath(), CLIENT));
    command.add("dev.signalbox.functions.router.RouterFunction");
    return new Contender(
        name,
        command,
        Map.of(
            "LD_LIBRARY_PATH", directory.resolve("lib").toString(),
            "LAMBDA_TASK_ROOT", directory.toString()));
  }

  private String classPath() throws IOException {
    return Stream.concat(
            Stream.of(
                    com.amazonaws.services.lambda.runtime.api.client.AWSLambda.class,
                    com.amazonaws.services.lambda.runtime.serialization.PojoSerializer.class,
                    software.amazon.awssdk.utilslite.SdkInternalThreadLocal.class)
                .map(PackedFunction::jar),
            jars())
        .map(Path::toString)
        .collect(Collectors.joining(File.pathSeparator));
  }

  private static Path jar(Class<?> type) {
    try {
      return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException e) {
      throw new UncheckedIOException(new IOException(e));
    }
  }
}
