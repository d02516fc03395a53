package io.symphra.cache.internal;

import io.symphra.cache.internal.Guard.FenceGuard;
import io.symphra.cache.spi.Lease;
import io.symphra.cache.spi.StoredEntry;
import org.jspecify.annotations.Nullable;

/** One rule of the protocol switched off, by replacing the small class that holds it. */
enum Mutation {
  /** All rules stand. */
  NONE,

  NO_LEASE {
    @Override
    GuardRules guardRules() {
      return new GuardRules() {
        @Override
        boolean acceptsFill(@Nullable Guard guard, Lease lease) {
          return true;
        }
      };
    }
  },

  /** Writers raise no fence; see {@link SteppedSharedCache}. */
  NO_FENCE,

  NO_TAINT {
    @Override
    GuardRules guardRules() {
      return new GuardRules() {
        @Override
        Released releasedLast(FenceGuard fence) {
          return new Released(null, true, true);
        }
      };
    }
  },

  NO_VOID_MARK {
    @Override
    boolean keepsVoid() {
      return true;
    }
  },

  INVALIDATE_WITHOUT_TAINT {
    @Override
    GuardRules guardRules() {
      return new GuardRules() {
        @Override
        @Nullable
        Guard invalidated(@Nullable Guard guard) {
          return guard instanceof FenceGuard fence ? fence : null;
        }

        @Override
        Released releasedUnknown(@Nullable Guard guard) {
          return new GuardRules().releasedUnknown(guard);
        }
      };
    }
  },

  UNKNOWN_RELEASE_SETS {
    @Override
    GuardRules guardRules() {
      return new GuardRules() {
        @Override
        Released releasedUnknown(@Nullable Guard guard) {
          return new Released(invalidated(guard), true, true);
        }
      };
    }
  },

  UNKNOWN_RELEASE_WITHOUT_TAINT {
    @Override
    GuardRules guardRules() {
      return new GuardRules() {
        @Override
        Released releasedUnknown(@Nullable Guard guard) {
          return new Released(guard instanceof FenceGuard fence ? fence : null, false, true);
        }
      };
    }
  },

  LEASE_IGNORES_FENCE {
    @Override
    GuardRules guardRules() {
      return new GuardRules() {
        @Override
        boolean grantsLease(@Nullable Guard guard) {
          return guard == null || guard instanceof FenceGuard;
        }
      };
    }
  },

  /** Not in the model, which has no writes that depend on the current value. */
  UPGRADE_WITHOUT_LEASE {
    @Override
    GuardRules guardRules() {
      return new GuardRules() {
        @Override
        boolean acceptsUpgrade(@Nullable Guard guard, Lease lease) {
          return true;
        }
      };
    }
  },

  LOCAL_FROM_UNFILLED_LOAD {
    @Override
    Landing<String, Long> landing(
        SingleFlight<String, Long> flights, LocalTier<String, Long> local) {
      return new Landing<>(flights) {
        @Override
        void land(
            String key,
            Flight<Long> flight,
            @Nullable Long value,
            @Nullable StoredEntry<Long> entry,
            boolean accepted) {
          if (!accepted && entry != null) {
            local.keep(key, entry, 0, flight, 0);
          }
          super.land(key, flight, value, entry, accepted);
        }
      };
    }
  },

  JOINER_TAKES_UNFILLED {
    @Override
    boolean lateMayTake() {
      return true;
    }
  },

  /** Not in the model, where a fill and the end of its flight are one step: in the code a write can come between. */
  JOINER_TAKES_WHAT_IS_LANDING {
    @Override
    boolean watcherMayTake() {
      return true;
    }
  };

  GuardRules guardRules() {
    return new GuardRules();
  }

  Landing<String, Long> landing(SingleFlight<String, Long> flights, LocalTier<String, Long> local) {
    return new Landing<>(flights);
  }

  boolean keepsVoid() {
    return false;
  }

  boolean lateMayTake() {
    return false;
  }

  boolean watcherMayTake() {
    return false;
  }
}
