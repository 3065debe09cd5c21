package dev.signalbox.local.codedeploy.run;

import dev.signalbox.local.api.Place;
import dev.signalbox.local.api.Store;
import dev.signalbox.local.api.Table;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;

/** The deployments that shift traffic; of each group one is changed at a time. */
final class Shifts {
  private final Table<Shift> shifts;
  private final Map<String, ReentrantLock> locks = new ConcurrentHashMap<>();

  Shifts(Store store) {
    this.shifts = store.table("codedeploy.shifts", Shift.class);
  }

  Optional<Shift> find(Place place, String id) {
    return shifts.get(place.key(id));
  }

  void put(Shift shift) {
    shifts.put(shift.place().key(shift.id()), shift);
  }

  /** Does nothing else to the group's deployments meanwhile. */
  void alone(Place place, String group, Runnable work) {
    ReentrantLock lock = locks.computeIfAbsent(place.key(group), _ -> new ReentrantLock());
    lock.lock();
    try {
      work.run();
    } finally {
      lock.unlock();
    }
  }
}
