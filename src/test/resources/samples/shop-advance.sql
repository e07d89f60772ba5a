-- A month passes in the shop. Needs the session that made the tables.
INSERT INTO public.products SELECT * FROM pg_temp.make_products(2001, 2060);

UPDATE public.products
SET price = round(price * 1.1, 2),
    active = NOT active,
    updated_at = timestamptz '2026-09-30 12:00:00Z' + make_interval(secs => 1 + pg_temp.roll('new', id, 2591999))
WHERE id % 13 = 0 OR id BETWEEN 2001 AND 2040;

-- Committed late: stamped before the newest row that readers have seen, by less than an hour.
UPDATE public.products
SET name = name || ' (late)',
    updated_at = timestamptz '2026-09-30 12:00:00Z' - make_interval(secs => 1 + pg_temp.roll('late', id, 3000))
WHERE (id % 97 = 0 AND id % 13 > 0 AND id < 2000) OR id > 2040;

-- What changed has other prices now: more currencies, or fewer.
DELETE FROM public.product_prices USING public.products
WHERE product_id = id AND products.updated_at <> product_prices.updated_at;
INSERT INTO public.product_prices SELECT * FROM pg_temp.make_prices('2');
