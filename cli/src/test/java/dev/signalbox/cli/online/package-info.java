@NullMarked
package dev.signalbox.cli.online;

import org.jspecify.annotations.NullMarked;
