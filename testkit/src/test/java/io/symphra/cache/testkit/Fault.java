package io.symphra.cache.testkit;

/** A rule of the protocol that a tier may have left out. */
enum Fault {
  NONE,
  /** A fill asks for no lease. */
  NO_LEASE,
  /** A write drops the value and raises nothing. */
  NO_FENCE,
  /** A writer that was not alone sets its value. */
  NO_TAINT,
  INVALIDATE_WITHOUT_TAINT,
  UNKNOWN_RELEASE_SETS,
  UNKNOWN_RELEASE_WITHOUT_TAINT,
  LEASE_IGNORES_FENCE,
  /** A clear voids leases and leaves values. */
  CLEAR_WITHOUT_SECOND_PASS,
  /** A clear unlinks values and leaves leases. */
  CLEAR_WITHOUT_FIRST_PASS,
  NO_NOTICE_FOR_ABSENT_VALUES,
  NO_NOTICE_TO_THE_ONE_WHO_DID_IT,
  NOTICE_BEFORE_THE_CHANGE,
  /** The last deadline counts for all writers. */
  ONE_DEADLINE_FOR_ALL_WRITERS,
  RENEW_REVIVES,
  FILL_IGNORES_VERSIONS,
  FILL_KEEPS_THE_LEASE,
  /** A negative entry is taken for the end of a load that stores nothing. */
  NEGATIVE_FILL_STORES_NOTHING,
  PUT_KEEPS_THE_LEASE,
  PUT_IGNORES_FENCE,
  CREATED_WHEN_THE_CALLER_SAYS,
  LEASE_IGNORES_STALE_AT,
  /** An upgrade fences whatever stands. */
  UPGRADE_WITHOUT_LEASE,
  UPGRADE_KEEPS_THE_VALUE,
  DROP_KEEPS_THE_VALUE,
  /** What is given a new time begins a new life. */
  EXPIRE_MAKES_YOUNGER,
  EXPIRE_VOIDS_THE_LEASE,
  EXPIRE_IS_NOT_HEARD,
  EXPIRE_CUTS_THE_STALE_TIME,
  ANSWERS_ANY_SCHEMA,
  /** The version of an entry that it cannot read keeps a fill away. */
  MINDS_VERSIONS_OF_ANOTHER_SCHEMA,
  EXPIRE_TOUCHES_ANY_SCHEMA,
  SCAN_KNOWS_NO_PATTERN,
  SCAN_KNOWS_NO_LIMIT,
  SCAN_GIVES_WHAT_IS_GONE,
  NO_LOCK;

  /** Whether only threads that meet can see it. */
  boolean needsThreads() {
    return this == NO_LOCK || this == NOTICE_BEFORE_THE_CHANGE;
  }
}
