package dev.signalbox.local.model;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A type of a service's model with the constraints on its values. */
public sealed interface Shape {
  String name();

  /** Whether AWS keeps values of it out of its messages. */
  boolean sensitive();

  /** One member of a structure, by the name the model gives it. */
  record Member(
      String name,
      String shape,
      boolean required,
      boolean idempotencyToken,
      Optional<String> location,
      Optional<String> locationName) {}

  /** Members in the model's order. */
  record Structure(String name, boolean sensitive, Map<String, Member> members) implements Shape {}

  record Items(String name, boolean sensitive, Bounds count, String member) implements Shape {}

  record Entries(String name, boolean sensitive, Bounds count, String key, String value)
      implements Shape {}

  /**
   * @param values the only ones allowed; none means any
   */
  record Text(
      String name,
      boolean sensitive,
      Bounds length,
      Optional<BoundedPattern> pattern,
      List<String> values)
      implements Shape {}

  /**
   * @param whole an integer or a long, else a float or a double
   */
  record Quantity(String name, boolean sensitive, Bounds value, boolean whole) implements Shape {}

  record Bytes(String name, boolean sensitive, Bounds length) implements Shape {}

  /** Booleans, timestamps and documents: AWS's models constrain none of them. */
  record Unconstrained(String name, boolean sensitive, String type) implements Shape {}
}
