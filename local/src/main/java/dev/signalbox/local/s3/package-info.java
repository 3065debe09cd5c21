/** S3: buckets, objects and their versions, spoken in S3's own protocol. */
@NullMarked
package dev.signalbox.local.s3;

import org.jspecify.annotations.NullMarked;
