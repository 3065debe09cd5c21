package dev.signalbox.local.elb.proxy;

import dev.signalbox.local.elb.http.Encrypting;
import dev.signalbox.local.elb.pool.Pool;
import dev.signalbox.local.elb.route.Routing;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * What a listener needs to know at every request.
 *
 * @param routing in force now
 * @param pools by the ARN of the target group
 * @param encrypting empty where nothing is encrypted
 * @param idleTimeout real time
 * @param each is told of every request
 */
public record Way(
    Supplier<Routing> routing,
    Function<String, Pool> pools,
    Supplier<Optional<Encrypting>> encrypting,
    Supplier<Duration> idleTimeout,
    java.util.function.Consumer<Served> each) {}
