package dev.signalbox.local.build;

import dev.signalbox.local.api.Events;
import dev.signalbox.local.api.Logs;
import dev.signalbox.local.api.Objects;
import dev.signalbox.local.api.Repositories;
import dev.signalbox.local.api.Roles;
import dev.signalbox.local.api.Secrets;
import java.net.URI;
import java.util.function.Supplier;

/**
 * The services that builds reach.
 *
 * @param address of the front door: what a build's own AWS calls go to
 */
public record Surroundings(
    Events events,
    Logs logs,
    Roles roles,
    Secrets secrets,
    Objects objects,
    Repositories repositories,
    Supplier<URI> address) {}
