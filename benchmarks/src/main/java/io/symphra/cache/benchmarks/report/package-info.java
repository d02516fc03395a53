/** What every suite shares: rows, results, tables and budgets. */
@NullMarked
package io.symphra.cache.benchmarks.report;

import org.jspecify.annotations.NullMarked;
