@NullMarked
package dev.signalbox.aws.settings;

import org.jspecify.annotations.NullMarked;
