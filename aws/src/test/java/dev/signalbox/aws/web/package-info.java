@NullMarked
package dev.signalbox.aws.web;

import org.jspecify.annotations.NullMarked;
