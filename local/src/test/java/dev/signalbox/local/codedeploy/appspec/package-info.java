@NullMarked
package dev.signalbox.local.codedeploy.appspec;

import org.jspecify.annotations.NullMarked;
