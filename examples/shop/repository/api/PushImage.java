import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Puts a folder into a repository of ECR as an image of one layer, and prints the image's address
 * with its digest. It needs a JDK 17 and no Docker; the same files give the same image.
 *
 * <p>{@code java PushImage.java FOLDER REPOSITORY TAG [COMMAND...]}
 *
 * <p>The image holds nothing but the folder: where containers are isolated, what the command runs
 * on has to lie in the folder too.
 */
public final class PushImage {
  private static final String LAYER = "application/vnd.oci.image.layer.v1.tar+gzip";
  private static final String CONFIG = "application/vnd.oci.image.config.v1+json";
  private static final String MANIFEST = "application/vnd.oci.image.manifest.v1+json";

  private final Ecr ecr;
  private final String repository;

  private PushImage(Ecr ecr, String repository) {
    this.ecr = ecr;
    this.repository = repository;
  }

  public static void main(String[] arguments) throws Exception {
    if (arguments.length < 3 || !Files.isDirectory(Path.of(arguments[0]))) {
      System.err.println("usage: java PushImage.java FOLDER REPOSITORY TAG [COMMAND...]");
      System.exit(2);
    }
    List<String> command = Arrays.asList(arguments).subList(3, arguments.length);
    try {
      PushImage image = new PushImage(Ecr.fromEnvironment(System.getenv()), arguments[1]);
      System.out.println(image.push(Path.of(arguments[0]), arguments[2], command));
    } catch (Refused e) {
      System.err.println(e.getMessage());
      System.exit(1);
    }
  }

  private String push(Path folder, String tag, List<String> command) throws Exception {
    Path layer = Files.createTempFile("layer", ".tar.gz");
    try {
      String unpacked = Tar.pack(folder, layer);
      String digest = digest(layer);
      byte[] config = config(unpacked, command).getBytes(StandardCharsets.UTF_8);
      upload(layer, digest);
      upload(Files.write(Files.createTempFile("config", ".json"), config), sha256(config));
      return put(tag, manifest(config, layer, digest));
    } finally {
      Files.delete(layer);
    }
  }

  private static String config(String unpacked, List<String> command) {
    String words = command.stream().map(PushImage::quoted).collect(Collectors.joining(","));
    String architecture = System.getProperty("os.arch").equals("aarch64") ? "arm64" : "amd64";
    return """
    {"architecture":"%s","os":"linux","config":{"Cmd":[%s],"WorkingDir":"/"},\
    "rootfs":{"type":"layers","diff_ids":["%s"]}}\
    """
        .formatted(architecture, words, unpacked);
  }

  private static String manifest(byte[] config, Path layer, String digest) throws Exception {
    return """
    {"schemaVersion":2,"mediaType":"%s","config":%s,"layers":[%s]}\
    """
        .formatted(
            MANIFEST,
            blob(CONFIG, sha256(config), config.length),
            blob(LAYER, digest, Files.size(layer)));
  }

  private static String blob(String type, String digest, long size) {
    return "{\"mediaType\":\"%s\",\"digest\":\"%s\",\"size\":%d}".formatted(type, digest, size);
  }

  private void upload(Path file, String digest) throws Exception {
    String known = call("BatchCheckLayerAvailability", "\"layerDigests\":[" + quoted(digest) + "]");
    if (known.contains("\"AVAILABLE\"")) {
      return;
    }
    String begun =
        ecr.call("InitiateLayerUpload", "{\"repositoryName\":" + quoted(repository) + "}");
    String upload = "\"uploadId\":" + quoted(text(begun, "uploadId"));
    int size = Integer.parseInt(number(begun, "partSize"));
    try (RandomAccessFile in = new RandomAccessFile(file.toFile(), "r")) {
      while (in.getFilePointer() < in.length()) {
        long first = in.getFilePointer();
        byte[] part = new byte[(int) Math.min(size, in.length() - first)];
        in.readFully(part);
        call(
            "UploadLayerPart",
            upload
                + ",\"partFirstByte\":%d,\"partLastByte\":%d,\"layerPartBlob\":\"%s\""
                    .formatted(
                        first, first + part.length - 1, Base64.getEncoder().encodeToString(part)));
      }
    }
    try {
      call("CompleteLayerUpload", upload + ",\"layerDigests\":[" + quoted(digest) + "]");
    } catch (Refused e) {
      if (!e.is("LayerAlreadyExistsException")) {
        throw e;
      }
    }
  }

  private String put(String tag, String manifest) throws Exception {
    try {
      call(
          "PutImage",
          "\"imageTag\":%s,\"imageManifestMediaType\":%s,\"imageManifest\":%s"
              .formatted(quoted(tag), quoted(MANIFEST), quoted(manifest)));
    } catch (Refused e) {
      if (!e.is("ImageAlreadyExistsException")) {
        throw e;
      }
    }
    String described =
        ecr.call("DescribeRepositories", "{\"repositoryNames\":[" + quoted(repository) + "]}");
    return text(described, "repositoryUri")
        + "@"
        + sha256(manifest.getBytes(StandardCharsets.UTF_8));
  }

  private String call(String operation, String members) throws Exception {
    return ecr.call(operation, "{\"repositoryName\":" + quoted(repository) + "," + members + "}");
  }

  private static String quoted(String text) {
    StringBuilder json = new StringBuilder("\"");
    for (char c : text.toCharArray()) {
      if (c == '"' || c == '\\') {
        json.append('\\').append(c);
      } else if (c < ' ') {
        json.append(String.format("\\u%04x", (int) c));
      } else {
        json.append(c);
      }
    }
    return json.append('"').toString();
  }

  private static String text(String json, String member) {
    return found(json, "\"" + member + "\"\\s*:\\s*\"([^\"\\\\]*)\"");
  }

  private static String number(String json, String member) {
    return found(json, "\"" + member + "\"\\s*:\\s*([0-9]+)");
  }

  private static String found(String json, String pattern) {
    Matcher matcher = Pattern.compile(pattern).matcher(json);
    if (!matcher.find()) {
      throw new IllegalStateException("ECR answered " + json);
    }
    return matcher.group(1);
  }

  private static String digest(Path file) throws Exception {
    MessageDigest hash = MessageDigest.getInstance("SHA-256");
    try (OutputStream out = new Hashing(OutputStream.nullOutputStream(), hash)) {
      Files.copy(file, out);
    }
    return "sha256:" + HexFormat.of().formatHex(hash.digest());
  }

  private static String sha256(byte[] bytes) throws GeneralSecurityException {
    return "sha256:" + HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
  }

  /** What ECR said no to. */
  private static final class Refused extends Exception {
    private final String answer;

    Refused(String operation, String answer) {
      super("ECR refused " + operation + ": " + answer);
      this.answer = answer;
    }

    boolean is(String code) {
      return answer.contains(code + "\"");
    }
  }

  private static final class Hashing extends FilterOutputStream {
    private final MessageDigest hash;

    Hashing(OutputStream out, MessageDigest hash) {
      super(out);
      this.hash = hash;
    }

    @Override
    public void write(int b) throws IOException {
      write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int from, int length) throws IOException {
      hash.update(bytes, from, length);
      out.write(bytes, from, length);
    }
  }

  /** A folder as a tar archive: sorted and without times, so that it depends on the files alone. */
  private static final class Tar {
    private static final int BLOCK = 512;

    /** Writes it compressed, and returns the digest of what is uncompressed. */
    static String pack(Path folder, Path file) throws Exception {
      MessageDigest hash = MessageDigest.getInstance("SHA-256");
      try (OutputStream out = new Hashing(new GZIPOutputStream(Files.newOutputStream(file)), hash);
          Stream<Path> files = Files.walk(folder)) {
        for (Path each : (Iterable<Path>) files.sorted()::iterator) {
          if (!each.equals(folder)) {
            add(folder, each, out);
          }
        }
        out.write(new byte[2 * BLOCK]);
      }
      return "sha256:" + HexFormat.of().formatHex(hash.digest());
    }

    private static void add(Path folder, Path file, OutputStream out) throws IOException {
      String name = folder.relativize(file).toString().replace('\\', '/');
      if (Files.isDirectory(file, LinkOption.NOFOLLOW_LINKS)) {
        header(name + "/", '5', 0, 0755, out);
      } else if (Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
        long size = Files.size(file);
        header(name, '0', size, Files.isExecutable(file) ? 0755 : 0644, out);
        Files.copy(file, out);
        out.write(new byte[padding(size)]);
      } else {
        throw new IOException(file + " is neither a file nor a folder");
      }
    }

    private static void header(String name, char type, long size, int mode, OutputStream out)
        throws IOException {
      byte[] bytes = name.getBytes(StandardCharsets.UTF_8);
      if (bytes.length > 100) {
        byte[] record = record(name);
        block("@LongName", 'x', record.length, 0644, out);
        out.write(record);
        out.write(new byte[padding(record.length)]);
      }
      block(bytes.length > 100 ? "@LongName" : name, type, size, mode, out);
    }

    /** A line that begins with its own length. */
    private static byte[] record(String name) {
      String rest = " path=" + name + "\n";
      int length = rest.getBytes(StandardCharsets.UTF_8).length;
      int digits = String.valueOf(length + String.valueOf(length).length()).length();
      return ((length + digits) + rest).getBytes(StandardCharsets.UTF_8);
    }

    private static void block(String name, char type, long size, int mode, OutputStream out)
        throws IOException {
      byte[] block = new byte[BLOCK];
      put(block, 0, name);
      put(block, 100, String.format("%07o", mode));
      put(block, 108, "0000000");
      put(block, 116, "0000000");
      put(block, 124, String.format("%011o", size));
      put(block, 136, "00000000000");
      put(block, 148, "        ");
      block[156] = (byte) type;
      put(block, 257, "ustar");
      put(block, 263, "00");
      int sum = 0;
      for (byte it : block) {
        sum += it & 0xff;
      }
      put(block, 148, String.format("%06o\0 ", sum));
      out.write(block);
    }

    private static void put(byte[] block, int at, String text) {
      byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
      System.arraycopy(bytes, 0, block, at, bytes.length);
    }

    private static int padding(long size) {
      return (int) ((BLOCK - size % BLOCK) % BLOCK);
    }
  }

  /** ECR's API, each request signed with Signature Version 4. */
  private static final class Ecr {
    private static final String TARGET = "AmazonEC2ContainerRegistry_V20150921.";
    private static final String TYPE = "application/x-amz-json-1.1";
    private static final String SIGNED = "content-type;host;x-amz-date;x-amz-target";
    private static final int TRIES = 5;

    private final HttpClient http = HttpClient.newHttpClient();
    private final URI address;
    private final String region;
    private final Credentials credentials;

    private Ecr(URI address, String region, Credentials credentials) {
      this.address = address;
      this.region = region;
      this.credentials = credentials;
    }

    static Ecr fromEnvironment(Map<String, String> environment) throws Exception {
      String region =
          Optional.ofNullable(environment.get("AWS_REGION"))
              .or(() -> Optional.ofNullable(environment.get("AWS_DEFAULT_REGION")))
              .orElseThrow(() -> new IllegalStateException("AWS_REGION is not set"));
      String address =
          Optional.ofNullable(environment.get("AWS_ENDPOINT_URL_ECR"))
              .or(() -> Optional.ofNullable(environment.get("AWS_ENDPOINT_URL")))
              .orElse("https://api.ecr." + region + ".amazonaws.com");
      return new Ecr(
          URI.create(address.replaceFirst("/*$", "/")),
          region,
          Credentials.fromEnvironment(environment));
    }

    String call(String operation, String body) throws Exception {
      for (int tried = 1; ; tried++) {
        HttpResponse<String> answer =
            http.send(request(operation, body), HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() == 200) {
          return answer.body();
        }
        boolean busy = answer.statusCode() >= 500 || answer.body().contains("Throttling");
        if (!busy || answer.statusCode() == 501 || tried == TRIES) {
          throw new Refused(operation, answer.statusCode() + " " + answer.body());
        }
        Thread.sleep(Duration.ofMillis(200L << tried).toMillis());
      }
    }

    private HttpRequest request(String operation, String body) throws Exception {
      String time =
          ZonedDateTime.now(ZoneOffset.UTC)
              .format(DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'"));
      String host = address.getAuthority();
      String canonical =
          String.join(
              "\n",
              "POST",
              "/",
              "",
              "content-type:" + TYPE,
              "host:" + host,
              "x-amz-date:" + time,
              "x-amz-target:" + TARGET + operation,
              "",
              SIGNED,
              sha256(body.getBytes(StandardCharsets.UTF_8)).substring("sha256:".length()));
      HttpRequest.Builder request =
          HttpRequest.newBuilder(address)
              .timeout(Duration.ofMinutes(1))
              .header("Content-Type", TYPE)
              .header("X-Amz-Date", time)
              .header("X-Amz-Target", TARGET + operation)
              .header("Authorization", authorization(time, canonical))
              .POST(HttpRequest.BodyPublishers.ofString(body));
      credentials.token().ifPresent(it -> request.header("X-Amz-Security-Token", it));
      return request.build();
    }

    private String authorization(String time, String canonical) throws Exception {
      String day = time.substring(0, 8);
      String scope = day + "/" + region + "/ecr/aws4_request";
      String hash =
          sha256(canonical.getBytes(StandardCharsets.UTF_8)).substring("sha256:".length());
      byte[] key = ("AWS4" + credentials.secret()).getBytes(StandardCharsets.UTF_8);
      for (String part : List.of(day, region, "ecr", "aws4_request")) {
        key = hmac(key, part);
      }
      byte[] signature = hmac(key, String.join("\n", "AWS4-HMAC-SHA256", time, scope, hash));
      return "AWS4-HMAC-SHA256 Credential=%s/%s, SignedHeaders=%s, Signature=%s"
          .formatted(credentials.id(), scope, SIGNED, HexFormat.of().formatHex(signature));
    }

    private static byte[] hmac(byte[] key, String text) throws GeneralSecurityException {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key, "HmacSHA256"));
      return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
    }
  }

  /** Who signs: the environment says it, or the service that runs builds on AWS. */
  private record Credentials(String id, String secret, Optional<String> token) {
    private static final String BUILDS = "http://169.254.170.2";

    static Credentials fromEnvironment(Map<String, String> environment) throws Exception {
      String path = environment.get("AWS_CONTAINER_CREDENTIALS_RELATIVE_URI");
      if (environment.containsKey("AWS_ACCESS_KEY_ID")) {
        return new Credentials(
            environment.get("AWS_ACCESS_KEY_ID"),
            environment.get("AWS_SECRET_ACCESS_KEY"),
            Optional.ofNullable(environment.get("AWS_SESSION_TOKEN")));
      }
      if (path == null) {
        throw new IllegalStateException("AWS_ACCESS_KEY_ID is not set");
      }
      String answer =
          HttpClient.newHttpClient()
              .send(
                  HttpRequest.newBuilder(URI.create(BUILDS + path)).build(),
                  HttpResponse.BodyHandlers.ofString())
              .body();
      return new Credentials(
          text(answer, "AccessKeyId"),
          text(answer, "SecretAccessKey"),
          Optional.of(text(answer, "Token")));
    }
  }
}
