package io.symphra.cache.examples.shop;

import org.jspecify.annotations.Nullable;

/**
 * A product as its page shows it, joined from the tables of the catalogue.
 *
 * <p>Immutable.
 *
 * @param id the id
 * @param name the name
 * @param description a few sentences
 * @param brand the name of the brand
 * @param category the name of the category
 * @param currency the ISO 4217 code
 * @param price in the currency's smallest unit
 * @param oldPrice the price before a reduction; null without one
 * @param stock pieces in all warehouses
 * @param reviews how many reviews there are
 * @param stars their mean, from 1 to 5; null without reviews
 */
public record Product(
    String id,
    String name,
    String description,
    String brand,
    String category,
    String currency,
    int price,
    @Nullable Integer oldPrice,
    long stock,
    long reviews,
    @Nullable Double stars) {}
