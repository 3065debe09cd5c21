package dev.signalbox.local.s3;

import java.util.zip.Checksum;

/** The 64-bit cyclic redundancy check of the NVM Express specification, eight bytes at a time. */
final class Crc64Nvme implements Checksum {
  /** 0xAD93D23594C93659, its bits in reverse. */
  private static final long POLYNOMIAL = 0x9A6C9329AC4BC9B5L;

  private static final int SLICES = 8;
  private static final long[][] TABLES = tables();

  private long crc = -1L;

  private static long[][] tables() {
    var tables = new long[SLICES][256];
    for (int i = 0; i < 256; i++) {
      long value = i;
      for (int bit = 0; bit < 8; bit++) {
        value = (value & 1) == 0 ? value >>> 1 : (value >>> 1) ^ POLYNOMIAL;
      }
      tables[0][i] = value;
    }
    for (int slice = 1; slice < SLICES; slice++) {
      for (int i = 0; i < 256; i++) {
        long shorter = tables[slice - 1][i];
        tables[slice][i] = (shorter >>> 8) ^ tables[0][(int) (shorter & 0xff)];
      }
    }
    return tables;
  }

  @Override
  public void update(int b) {
    crc = (crc >>> 8) ^ TABLES[0][(int) (crc ^ b) & 0xff];
  }

  @Override
  public void update(byte[] bytes, int offset, int length) {
    int at = offset;
    int end = offset + length;
    for (; at + SLICES <= end; at += SLICES) {
      long next = crc;
      for (int i = 0; i < SLICES; i++) {
        next ^= (bytes[at + i] & 0xffL) << (8 * i);
      }
      long sliced = 0;
      for (int i = 0; i < SLICES; i++) {
        sliced ^= TABLES[SLICES - 1 - i][(int) (next >>> (8 * i)) & 0xff];
      }
      crc = sliced;
    }
    for (; at < end; at++) {
      update(bytes[at]);
    }
  }

  @Override
  public long getValue() {
    return ~crc;
  }

  @Override
  public void reset() {
    crc = -1L;
  }
}
