/** The targets of a group: which are registered, how they are, and whose turn it is. */
@NullMarked
package dev.signalbox.local.elb.pool;

import org.jspecify.annotations.NullMarked;
