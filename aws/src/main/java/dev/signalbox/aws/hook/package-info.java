/** Webhooks as they come in through a function URL, and what they hold. */
@NullMarked
package dev.signalbox.aws.hook;

import org.jspecify.annotations.NullMarked;
