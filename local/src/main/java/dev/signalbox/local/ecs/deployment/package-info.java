/** Service deployments: what they are told to do, the hooks they ask and the traffic they shift. */
@NullMarked
package dev.signalbox.local.ecs.deployment;

import org.jspecify.annotations.NullMarked;
