package io.symphra.cache.examples.shop;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.symphra.cache.CacheLoader;
import io.symphra.cache.jdbc.JdbcLoader;
import io.symphra.cache.testkit.PostgresServer;
import java.sql.SQLException;
import java.util.Collection;
import javax.sql.DataSource;

/**
 * A shop whose products are in a PostgreSQL that was started for it.
 *
 * <p>Thread-safe.
 */
public final class Shop implements AutoCloseable {

  private static final int CONNECTIONS = 8;

  /** One statement for a product page: six tables, two of them summed up. */
  private static final String PRODUCTS_BY_ID = """
      select p.id, p.name, p.description, b.name as brand, c.name as category,
             a.currency, a.amount as price, a.old_amount as old_price,
             s.stock, r.reviews, r.stars
      from product p
      join brand b on b.id = p.brand_id
      join category c on c.id = p.category_id
      join price a on a.product_id = p.id
      cross join lateral (
        select coalesce(sum(pieces), 0) as stock from stock where product_id = p.id) s
      cross join lateral (
        select count(*) as reviews, avg(stars)::float8 as stars from review where product_id = p.id) r
      where p.id in (<keys>)
      """;

  private final PostgresServer server;
  private final HikariDataSource connections;

  private Shop(PostgresServer server) {
    this.server = server;
    HikariConfig pool = new HikariConfig();
    // Prepared on first use: the queries are few and each runs thousands of times.
    pool.setJdbcUrl(server.jdbcUrl() + "&prepareThreshold=1");
    pool.setMaximumPoolSize(CONNECTIONS);
    this.connections = new HikariDataSource(pool);
  }

  /** Starts the database; it is empty. */
  public static Shop open() {
    PostgresServer server = PostgresServer.start();
    try {
      return new Shop(server);
    } catch (RuntimeException e) {
      server.close();
      throw e;
    }
  }

  /** Fills the empty database with a product of each id; the same ids give the same products everywhere. */
  public void stockUp(Collection<String> ids) throws SQLException, InterruptedException {
    new Catalogue(connections).create(ids);
  }

  /** Loads products by their ids with one SQL join. */
  public CacheLoader<String, Product> products() {
    return JdbcLoader.from(connections).query(PRODUCTS_BY_ID).key("id").mapTo(Product.class);
  }

  DataSource connections() {
    return connections;
  }

  /** Stops the database; its data is gone. */
  @Override
  public void close() {
    connections.close();
    server.close();
  }
}
