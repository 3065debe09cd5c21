package dev.signalbox.local.ssm;

import java.util.Optional;

/**
 * A parameter in one of its versions, as a name like {@code /shop/url:3} asks for it.
 *
 * @param selector {@code :3}, empty when the newest was asked for
 */
record Selected(Parameter parameter, ParameterVersion version, Optional<String> selector) {}
