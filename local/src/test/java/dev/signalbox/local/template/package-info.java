@NullMarked
package dev.signalbox.local.template;

import org.jspecify.annotations.NullMarked;
