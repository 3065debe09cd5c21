/** CloudWatch: metrics, what can be asked of them, and alarms. */
@NullMarked
package dev.signalbox.local.cloudwatch;

import org.jspecify.annotations.NullMarked;
