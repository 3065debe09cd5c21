/** S3 of {@code local}, used with the tools people use S3 with. */
@NullMarked
package dev.signalbox.acceptance.s3;

import org.jspecify.annotations.NullMarked;
