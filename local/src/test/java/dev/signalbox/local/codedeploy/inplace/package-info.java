@NullMarked
package dev.signalbox.local.codedeploy.inplace;

import org.jspecify.annotations.NullMarked;
