package io.symphra.cache.internal;

import static java.util.Objects.requireNonNull;

import io.symphra.cache.WriteScope;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A write of the caller's own that does not block: the fence is raised by one step on the executor, and lowered by another
 * one when the write has ended. Used once.
 */
final class AsyncUpdate<R> implements AsyncCall.Body<R> {

  private final AsyncCalls calls;
  private final Supplier<WriteScope> raise;
  private final Function<? super Executor, ? extends CompletionStage<R>> write;

  AsyncUpdate(
      AsyncCalls calls,
      Supplier<WriteScope> raise,
      Function<? super Executor, ? extends CompletionStage<R>> write) {
    this.calls = calls;
    this.raise = raise;
    this.write = write;
  }

  @Override
  public void run(AsyncCall<R> call) {
    WriteScope scope = raise.get();
    boolean handedOver = false;
    try {
      CompletionStage<R> stage = requireNonNull(
          write.apply(calls.executor()), "the write returned null; it must return a stage");
      stage.whenComplete(
          (result, failure) -> calls.finish(() -> end(call, scope, result, failure)));
      handedOver = true;
    } finally {
      if (!handedOver) {
        scope.close();
      }
    }
  }

  private static <R> void end(
      AsyncCall<R> call, WriteScope scope, R result, @Nullable Throwable failure) {
    try (scope) {
      if (failure == null) {
        scope.committed();
      }
    } catch (RuntimeException e) {
      call.fail(e);
      return;
    }
    if (failure == null) {
      call.succeed(result);
    } else {
      call.fail(unwrapped(failure));
    }
  }

  /** A stage that depends on another one shows that one's failure in a wrapping. */
  private static Throwable unwrapped(Throwable failure) {
    Throwable cause = failure.getCause();
    return failure instanceof CompletionException && cause != null ? cause : failure;
  }
}
