package dev.signalbox.local.model;

import java.util.List;
import java.util.Optional;

/**
 * One operation of a service's API.
 *
 * @param method the HTTP method; POST for all but the REST protocols
 * @param errors the exceptions the model lists for it, by shape name
 */
public record ApiOperation(
    String name,
    String method,
    UriTemplate uri,
    Optional<String> input,
    Optional<String> output,
    Optional<String> resultWrapper,
    List<String> errors) {}
