/** CodeDeploy: applications, deployment groups, and the API by which deployments are watched. */
@NullMarked
package dev.signalbox.local.codedeploy;

import org.jspecify.annotations.NullMarked;
