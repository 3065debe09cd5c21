/** Elastic Container Service: clusters, services and tasks that are processes of this machine. */
@NullMarked
package dev.signalbox.local.ecs;

import org.jspecify.annotations.NullMarked;
