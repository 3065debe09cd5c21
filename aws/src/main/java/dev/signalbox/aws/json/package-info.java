/** JSON of other people's, read without believing any of it. */
@NullMarked
package dev.signalbox.aws.json;

import org.jspecify.annotations.NullMarked;
