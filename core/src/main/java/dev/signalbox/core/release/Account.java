package dev.signalbox.core.release;

/** An account and Region as a definition names it. */
public record Account(String name, AccountId id, Region region, Reach reach) {}
