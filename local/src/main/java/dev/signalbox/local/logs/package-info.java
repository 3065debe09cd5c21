/** CloudWatch Logs. */
@NullMarked
package dev.signalbox.local.logs;

import org.jspecify.annotations.NullMarked;
