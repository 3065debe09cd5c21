/** Tasks: containers as processes of this machine. */
@NullMarked
package dev.signalbox.local.ecs.task;

import org.jspecify.annotations.NullMarked;
