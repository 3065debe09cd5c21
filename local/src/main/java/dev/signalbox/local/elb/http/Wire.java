package dev.signalbox.local.elb.http;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import javax.net.ssl.SSLSocket;

/** One connection, to a client or to a target. */
public final class Wire implements AutoCloseable {
  private static final int BUFFER = 16 * 1024;

  private final SocketChannel channel;
  private final Socket socket;
  private final InputStream in;
  private final OutputStream out;

  public Wire(SocketChannel channel) throws IOException {
    this(channel, channel.socket());
  }

  public Wire(SocketChannel channel, Encrypting encrypting) throws IOException {
    this(channel, encrypting.over(channel.socket()));
  }

  private Wire(SocketChannel channel, Socket socket) throws IOException {
    this.channel = channel;
    this.socket = socket;
    channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
    this.in = new BufferedInputStream(socket.getInputStream(), BUFFER);
    this.out = new BufferedOutputStream(socket.getOutputStream(), BUFFER);
  }

  public void timeout(int millis) throws IOException {
    socket.setSoTimeout(millis);
  }

  public Socket socket() {
    return socket;
  }

  /** Empty where nothing is encrypted. */
  public Optional<Encryption> encryption() {
    return socket instanceof SSLSocket encrypted
        ? Optional.of(Encryption.of(encrypted.getSession()))
        : Optional.empty();
  }

  /** Empty where the other side has ended the connection instead. */
  public Optional<Head> read() throws IOException {
    return new HeadReader(in).read();
  }

  public void write(Head head) throws IOException {
    out.write(head.bytes());
  }

  public void write(byte[] body) throws IOException {
    out.write(body);
  }

  public void flush() throws IOException {
    out.flush();
  }

  /**
   * Whether another request can go over a connection that has been idle: the other side has neither
   * ended it nor said anything.
   */
  public boolean idle() {
    try {
      if (in.available() > 0) {
        return false;
      }
      channel.configureBlocking(false);
      int read = channel.read(ByteBuffer.allocate(1));
      channel.configureBlocking(true);
      return read == 0;
    } catch (IOException e) {
      return false;
    }
  }

  /**
   * Passes a body on as it comes.
   *
   * @param to how it is framed there
   * @return how many bytes it had
   */
  public long copy(Framing from, Wire target, Framing to) throws IOException {
    return switch (from) {
      case Framing.Sized(long bytes) -> target.end(to, sized(bytes, target, to));
      case Framing.UntilTheEnd _ -> target.end(to, sized(-1, target, to));
      case Framing.Chunked _ -> target.end(to, chunks(target, to));
    };
  }

  private long sized(long bytes, Wire target, Framing to) throws IOException {
    byte[] buffer = new byte[BUFFER];
    long copied = 0;
    while (copied != bytes) {
      int most = bytes < 0 ? BUFFER : (int) Math.min(BUFFER, bytes - copied);
      int read = in.read(buffer, 0, most);
      if (read < 0) {
        if (bytes < 0) {
          return copied;
        }
        throw new EOFException("The connection ended in a body");
      }
      target.part(buffer, read, to);
      copied += read;
      if (in.available() == 0) {
        target.flush();
      }
    }
    return copied;
  }

  private long chunks(Wire target, Framing to) throws IOException {
    HeadReader lines = new HeadReader(in);
    long copied = 0;
    while (true) {
      long size = size(new HeadReader(in).line(400).orElse(""));
      if (size == 0) {
        lines.fields();
        return copied;
      }
      copied += sized(size, target, to);
      if (!new HeadReader(in).line(400).orElse("-").isEmpty()) {
        throw Malformed.request("A chunk longer than it says");
      }
    }
  }

  private static long size(String line) throws Malformed {
    String digits = line.split(";", 2)[0].strip();
    if (!digits.matches("[0-9a-fA-F]{1,15}")) {
      throw Malformed.request("A chunk without a length");
    }
    return Long.parseLong(digits, 16);
  }

  private void part(byte[] buffer, int length, Framing to) throws IOException {
    if (to instanceof Framing.Chunked) {
      out.write((Integer.toHexString(length) + "\r\n").getBytes(StandardCharsets.ISO_8859_1));
      out.write(buffer, 0, length);
      out.write('\r');
      out.write('\n');
    } else {
      out.write(buffer, 0, length);
    }
  }

  private long end(Framing to, long copied) throws IOException {
    if (to instanceof Framing.Chunked) {
      out.write("0\r\n\r\n".getBytes(StandardCharsets.ISO_8859_1));
    }
    out.flush();
    return copied;
  }

  /** Says to the other side that nothing follows, and ends the connection. */
  @Override
  public void close() {
    try {
      socket.close();
    } catch (IOException e) {
      // It is gone either way.
    }
    try {
      channel.close();
    } catch (IOException e) {
      // It is gone either way.
    }
  }
}
