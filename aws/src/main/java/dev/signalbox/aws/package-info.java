/** core's ports over the AWS SDK, and AWS's event shapes. */
@NullMarked
package dev.signalbox.aws;

import org.jspecify.annotations.NullMarked;
