@NullMarked
package dev.signalbox.local.ecs;

import org.jspecify.annotations.NullMarked;
