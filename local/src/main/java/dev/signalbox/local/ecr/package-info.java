/** ECR: repositories of images, as clients push them and containers are made of them. */
@NullMarked
package dev.signalbox.local.ecr;

import org.jspecify.annotations.NullMarked;
