package dev.signalbox.local.model;

import java.math.BigDecimal;
import java.util.Optional;

/** The least and the greatest length or value a model allows. */
public record Bounds(Optional<BigDecimal> least, Optional<BigDecimal> greatest) {
  public static final Bounds NONE = new Bounds(Optional.empty(), Optional.empty());

  public boolean tooSmall(BigDecimal size) {
    return least.isPresent() && size.compareTo(least.get()) < 0;
  }

  public boolean tooLarge(BigDecimal size) {
    return greatest.isPresent() && size.compareTo(greatest.get()) > 0;
  }
}
