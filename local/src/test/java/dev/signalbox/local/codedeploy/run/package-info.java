@NullMarked
package dev.signalbox.local.codedeploy.run;

import org.jspecify.annotations.NullMarked;
