/**
 * EventBridge: buses, rules, targets, input transformers, schedules, retries and dead-letter
 * queues.
 */
@NullMarked
package dev.signalbox.local.events;

import org.jspecify.annotations.NullMarked;
