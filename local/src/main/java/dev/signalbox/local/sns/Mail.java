package dev.signalbox.local.sns;

import java.time.Instant;

/** A mail that nobody sends: it lies in the mailbox of {@code local}. */
record Mail(String to, String subject, String text, Instant sent) {}
