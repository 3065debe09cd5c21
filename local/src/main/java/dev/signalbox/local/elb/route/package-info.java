/** Where a listener sends a request: its rules, their conditions and actions. */
@NullMarked
package dev.signalbox.local.elb.route;

import org.jspecify.annotations.NullMarked;
