/** SQS: standard queues with visibility, long polling, delays and dead-letter queues. */
@NullMarked
package dev.signalbox.local.sqs;

import org.jspecify.annotations.NullMarked;
