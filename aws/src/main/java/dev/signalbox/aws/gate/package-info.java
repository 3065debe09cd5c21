/** How AWS's deployments ask whether they may go on, and how they are answered. */
@NullMarked
package dev.signalbox.aws.gate;

import org.jspecify.annotations.NullMarked;
