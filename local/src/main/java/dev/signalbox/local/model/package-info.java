/**
 * AWS's own service models: which operations there are, and the gate that refuses what AWS would
 * refuse before a service looks at it.
 */
@NullMarked
package dev.signalbox.local.model;

import org.jspecify.annotations.NullMarked;
