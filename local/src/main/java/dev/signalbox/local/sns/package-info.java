/** SNS: topics, and who gets what is published to them. */
@NullMarked
package dev.signalbox.local.sns;

import org.jspecify.annotations.NullMarked;
