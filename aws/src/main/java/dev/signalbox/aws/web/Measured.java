package dev.signalbox.aws.web;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * An answer, and what it was like to get it.
 *
 * @param took from the request's first byte to the answer's last one, without connecting
 * @param certified until when the server's certificate is good, where the way was encrypted
 */
public record Measured(Answer answer, Duration took, Optional<Instant> certified) {}
