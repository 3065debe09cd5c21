package dev.signalbox.local.s3;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;

/** Stretches of files put one behind the other into a new one, summed on the way. */
final class Copied {
  /** A stretch of a file. */
  record Stretch(Path file, long offset, long length) {
    static Stretch all(Path file) throws IOException {
      return new Stretch(file, 0, Files.size(file));
    }
  }

  private Copied() {}

  static Received into(Path target, List<Stretch> sources, Checksum algorithm) throws IOException {
    var md5 = new Checksum.Cryptographic("MD5");
    var sum = algorithm.sum();
    long size = 0;
    try (OutputStream out = Files.newOutputStream(target)) {
      for (var source : sources) {
        copy(source, out, List.of(md5, sum));
        size += source.length();
      }
    }
    return new Received(size, md5.value(), algorithm, sum.base64());
  }

  private static void copy(Stretch source, OutputStream out, List<Checksum.Sum> sums)
      throws IOException {
    try (var channel = FileChannel.open(source.file(), StandardOpenOption.READ)) {
      InputStream in = Channels.newInputStream(channel.position(source.offset()));
      var buffer = new byte[128 * 1024];
      for (long left = source.length(); left > 0; ) {
        int read = in.read(buffer, 0, (int) Math.min(buffer.length, left));
        if (read < 0) {
          throw new IOException("A stored object is shorter than it was");
        }
        out.write(buffer, 0, read);
        sums.forEach(it -> it.add(buffer, 0, read));
        left -= read;
      }
    }
  }
}
