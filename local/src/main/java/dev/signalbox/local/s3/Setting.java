package dev.signalbox.local.s3;

import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A document that a bucket has for one of its sub-resources.
 *
 * @param subresource its query parameter, and its name among the bucket's settings
 * @param operation what its operations are called behind Get and Put; behind a slash as well what
 *     AWS called them before
 * @param action what policies call it behind {@code s3:Get} and {@code s3:Put}
 * @param root its document's root
 * @param deleteName what the operation that deletes it is called behind Delete; empty when there is
 *     none
 * @param otherwise the document of a bucket that was given none
 * @param absent the code and message where there is no such document either
 * @param check throws when the document is not valid for the bucket
 */
record Setting(
    String subresource,
    String operation,
    String action,
    String root,
    Optional<String> deleteName,
    Optional<String> otherwise,
    Absent absent,
    int putStatus,
    BiConsumer<Document, Bucket> check) {

  /**
   * @param verb Get or Put
   */
  String operations(String verb) {
    return Stream.of(operation.split("/", -1)).map(verb::concat).collect(Collectors.joining("/"));
  }

  /** The error of one that is not there. */
  record Absent(String code, String message) {}
}
