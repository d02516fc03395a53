package io.symphra.cache.benchmarks.shared;

import java.util.Locale;

/** A task and how many callers do it at once. */
enum Measure {
  GET(Task.GET, 1),
  GET_8(Task.GET, 8),
  GET_64(Task.GET, 64),
  GET_ALL(Task.GET_ALL, 1),
  PUT(Task.PUT, 1),
  FILL(Task.FILL, 1),
  UPDATE(Task.UPDATE, 1);

  private final Task task;
  private final int callers;

  Measure(Task task, int callers) {
    this.task = task;
    this.callers = callers;
  }

  Task task() {
    return task;
  }

  int callers() {
    return callers;
  }

  @Override
  public String toString() {
    String name = task.name().toLowerCase(Locale.ROOT).replace("_", "");
    return callers == 1 ? name : name + " by " + callers;
  }
}
