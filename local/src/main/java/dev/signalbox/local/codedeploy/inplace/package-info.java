/** Deployments of files and scripts to instances: directories of this machine stand for them. */
@NullMarked
package dev.signalbox.local.codedeploy.inplace;

import org.jspecify.annotations.NullMarked;
