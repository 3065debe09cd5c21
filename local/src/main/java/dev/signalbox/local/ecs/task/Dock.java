package dev.signalbox.local.ecs.task;

import dev.signalbox.local.api.Clock;
import dev.signalbox.local.api.Images;
import dev.signalbox.local.api.LoadBalancers;
import dev.signalbox.local.api.Logs;
import dev.signalbox.local.api.Roles;
import dev.signalbox.local.api.Secrets;
import dev.signalbox.local.process.Tether;
import java.net.URI;
import java.nio.file.Path;
import java.util.function.Supplier;

/**
 * What all tasks share.
 *
 * @param directory below which each task gets its own
 * @param address of the front door: what tasks reach AWS by
 */
public record Dock(
    Clock clock,
    Images images,
    Roles roles,
    Logs logs,
    Secrets secrets,
    LoadBalancers balancers,
    Tether tether,
    Path directory,
    Supplier<URI> address) {}
