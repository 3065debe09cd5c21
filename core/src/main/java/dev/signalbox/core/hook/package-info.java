/** Webhooks: who may tell us of pushes, and what is done with what they tell. */
@NullMarked
package dev.signalbox.core.hook;

import org.jspecify.annotations.NullMarked;
