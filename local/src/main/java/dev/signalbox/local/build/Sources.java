package dev.signalbox.local.build;

import dev.signalbox.local.api.AwsError;
import dev.signalbox.local.api.Objects;
import dev.signalbox.local.api.Place;
import dev.signalbox.local.api.Repositories;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import software.amazon.awssdk.services.codebuild.model.ProjectSource;

/** Where builds that no pipeline started get their source from. */
record Sources(Place place, Repositories repositories, Objects objects) {
  private static final Pattern REPOSITORY = Pattern.compile(".*/v1/repos/([\\w.-]+)/?");
  private static final String UNVERSIONED = "null";
  private static final Pattern OBJECT = Pattern.compile("(?:arn:aws:s3:::)?([^/]+)/(.+)");

  /**
   * Puts the source's files into the directory.
   *
   * @param zip where to keep what is downloaded
   * @return the version that was found: a commit's id or an object's version
   * @throws PhaseFailure when there is no such source
   */
  Optional<String> download(
      ProjectSource source, Optional<String> version, Path zip, Path directory) throws IOException {
    return switch (source.type()) {
      case NO_SOURCE -> Optional.empty();
      case CODECOMMIT -> Optional.of(commit(location(source), version, zip, directory));
      case S3 -> object(location(source), version, directory);
      default ->
          throw PhaseFailure.client(
              "signalbox local does not fetch sources of type " + source.typeAsString());
    };
  }

  private static String location(ProjectSource source) {
    return Optional.ofNullable(source.location())
        .orElseThrow(() -> PhaseFailure.client("The source has no location"));
  }

  private String commit(String location, Optional<String> version, Path zip, Path directory)
      throws IOException {
    Matcher matcher = REPOSITORY.matcher(location);
    if (!matcher.matches()) {
      throw PhaseFailure.client("The location is not a CodeCommit repository's: " + location);
    }
    String repository = matcher.group(1);
    String specifier = version.orElse("HEAD").replaceFirst("^refs/(heads|tags)/", "");
    try {
      String id =
          repositories
              .commit(place, repository, specifier)
              .orElseThrow(
                  () -> PhaseFailure.client("reference not found for primary source: " + specifier))
              .id();
      repositories.writeZip(place, repository, id, zip);
      new SourceZip(zip).unpack(directory);
      return id;
    } catch (AwsError e) {
      throw PhaseFailure.client("repository not found for primary source: " + e.getMessage());
    }
  }

  private Optional<String> object(String location, Optional<String> version, Path directory)
      throws IOException {
    Matcher matcher = OBJECT.matcher(location);
    if (!matcher.matches() || location.endsWith("/")) {
      throw PhaseFailure.client(
          "signalbox local takes S3 sources that are one zip, BUCKET/KEY, not " + location);
    }
    try {
      Objects.Stored stored =
          objects
              .get(matcher.group(1), matcher.group(2), version)
              .orElseThrow(() ->
                  PhaseFailure.client("NoSuchKey: The specified key does not exist: " + location));
      new SourceZip(stored.file()).unpack(directory);
      return Optional.of(stored.versionId()).filter(it -> !it.equals(UNVERSIONED));
    } catch (AwsError e) {
      throw PhaseFailure.client(e.code() + ": " + e.getMessage());
    }
  }
}
