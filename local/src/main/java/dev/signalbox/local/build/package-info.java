/**
 * CodeBuild: projects, and builds that run a buildspec's commands in a real shell of this machine.
 */
@NullMarked
package dev.signalbox.local.build;

import org.jspecify.annotations.NullMarked;
