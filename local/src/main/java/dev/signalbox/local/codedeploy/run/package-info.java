/** How a deployment goes on: the lifecycle events in their order, and what is done at each. */
@NullMarked
package dev.signalbox.local.codedeploy.run;

import org.jspecify.annotations.NullMarked;
