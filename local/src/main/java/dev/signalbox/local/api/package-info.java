/**
 * What every imitated service is built from (callers, places, operations, errors, the clock, the
 * store) and the ports through which services reach each other. Services see this package and their
 * own, never one another.
 */
@NullMarked
package dev.signalbox.local.api;

import org.jspecify.annotations.NullMarked;
