@NullMarked
package dev.signalbox.local.codedeploy;

import org.jspecify.annotations.NullMarked;
