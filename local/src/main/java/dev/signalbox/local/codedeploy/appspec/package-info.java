/** What is to be deployed, and which functions are asked on the way. */
@NullMarked
package dev.signalbox.local.codedeploy.appspec;

import org.jspecify.annotations.NullMarked;
