package dev.signalbox.local.ecr;

import dev.signalbox.local.api.AwsError;
import dev.signalbox.local.api.Store;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Layers on their way: their parts come one behind the other. Forgotten when {@code local} ends.
 */
final class Uploads {
  /** What a client is told to send at once; base64 makes it a third more. */
  static final long PART_SIZE = 5L * 1024 * 1024;

  private record Upload(String repository, Path file) {}

  private final Path directory;
  private final Map<String, Upload> uploads = new ConcurrentHashMap<>();

  Uploads(Store store) {
    this.directory = store.directory("ecr/uploads");
  }

  String begin(Repository repository) {
    String id = UUID.randomUUID().toString();
    try {
      uploads.put(id, new Upload(repository.key(), Files.createFile(directory.resolve(id))));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return id;
  }

  /** The position of the last byte there is now. */
  long add(Repository repository, String id, long first, byte[] part) {
    Path file = find(repository, id).file();
    synchronized (file) {
      try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
        long size = channel.size();
        if (first != size) {
          throw AwsError.of(
              "InvalidLayerPartException",
              "The part begins at byte "
                  + first
                  + ", but the last byte received is "
                  + (size - 1)
                  + ": parts are consecutive");
        }
        channel.position(size);
        ByteBuffer bytes = ByteBuffer.wrap(part);
        while (bytes.hasRemaining()) {
          channel.write(bytes);
        }
        return channel.size() - 1;
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  /** The whole layer, which is the caller's from now on. */
  Path end(Repository repository, String id) {
    Upload upload = find(repository, id);
    if (!uploads.remove(id, upload)) {
      throw notFound(id);
    }
    return upload.file();
  }

  private Upload find(Repository repository, String id) {
    Upload upload = uploads.get(id);
    if (upload == null || !upload.repository().equals(repository.key())) {
      throw notFound(id);
    }
    return upload;
  }

  private static AwsError notFound(String id) {
    return AwsError.of("UploadNotFoundException", "The upload with id '" + id + "' does not exist");
  }
}
