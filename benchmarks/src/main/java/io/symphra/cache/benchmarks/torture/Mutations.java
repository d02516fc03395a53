package io.symphra.cache.benchmarks.torture;

import java.nio.charset.StandardCharsets;
import net.bytebuddy.asm.Advice;
import net.bytebuddy.implementation.bytecode.assign.Assigner;

/**
 * Code that is copied into methods of the library to take a rule away. It runs where it is copied to, so it uses nothing but
 * the JDK.
 */
@SuppressWarnings("UnusedVariable") // what is assigned is used where the code is copied to
final class Mutations {

  private Mutations() {}

  /** The method says yes. */
  static final class Yes {
    private Yes() {}

    @Advice.OnMethodExit
    static void exit(@Advice.Return(readOnly = false) boolean answer) {
      answer = true;
    }
  }

  /** Who joined late takes any load. */
  static final class LateJoinersTakeAll {
    private LateJoinersTakeAll() {}

    @Advice.OnMethodExit
    static void exit(
        @Advice.Argument(value = 0, typing = Assigner.Typing.DYNAMIC) Object role,
        @Advice.Argument(value = 1, typing = Assigner.Typing.DYNAMIC) Object outcome,
        @Advice.Return(readOnly = false) boolean answer) {
      if (role.toString().equals("LATE") && outcome.getClass().getSimpleName().equals("Loaded")) {
        answer = true;
      }
    }
  }

  /** The method does nothing if it is given a pattern of value keys. */
  static final class NoValues {
    private NoValues() {}

    @Advice.OnMethodEnter(skipOn = Advice.OnNonDefaultValue.class)
    static boolean enter(@Advice.Argument(1) byte[] pattern) {
      return new String(pattern, StandardCharsets.US_ASCII).contains(":v:");
    }
  }
}
