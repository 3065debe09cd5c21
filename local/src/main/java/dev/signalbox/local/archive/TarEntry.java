package dev.signalbox.local.archive;

/**
 * One entry of a layer, before its content.
 *
 * @param type as tar has it: {@code 0} a file, {@code 1} a hard link, {@code 2} a symbolic link,
 *     {@code 5} a directory
 * @param target where a link leads
 */
record TarEntry(String name, char type, long size, int mode, String target) {}
