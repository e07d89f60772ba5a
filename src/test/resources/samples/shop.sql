-- The shop's database as it is at first. Every value is a function of the row's number: the same at every start.
CREATE TABLE public.products (
    id bigint PRIMARY KEY,
    name text,
    category text,
    price numeric(10, 2),
    attributes jsonb,
    active boolean,
    updated_at timestamptz NOT NULL
);
CREATE TABLE public.product_prices (
    product_id bigint,
    currency char(3),
    amount numeric(12, 4),
    valid_from date,
    updated_at timestamptz NOT NULL,
    PRIMARY KEY (product_id, currency)
);

-- a number from 0 to sides - 1
CREATE FUNCTION pg_temp.roll(what text, row_number bigint, sides int) RETURNS int IMMUTABLE LANGUAGE sql AS
    $$ SELECT ('x' || substr(md5('wadi ' || what || row_number), 1, 7))::bit(28)::int % sides $$;

CREATE FUNCTION pg_temp.make_products(first bigint, last bigint) RETURNS SETOF public.products LANGUAGE sql AS $$
    SELECT i,
        (ARRAY['Oak', 'Steel', 'Linen', 'Glass', 'Cork', 'Wool', 'Brass', 'Rattan'])[1 + pg_temp.roll('material', i, 8)]
            || ' ' || (ARRAY['Chair', 'Lamp', 'Café table', 'Shelf', 'Bowl', 'Rug', 'Clock'])[1 + pg_temp.roll('thing', i, 7)],
        (ARRAY['living', 'kitchen', 'garden', 'office', NULL])[1 + pg_temp.roll('category', i, 5)],
        (pg_temp.roll('price', i, 99900) + 100)::numeric / 100,
        CASE WHEN pg_temp.roll('plain', i, 20) > 0 THEN jsonb_build_object(
            'colour', (ARRAY['red', 'green', 'blue', 'grün'])[1 + pg_temp.roll('colour', i, 4)],
            'weight_g', pg_temp.roll('weight', i, 20000),
            'size', jsonb_build_object('w', pg_temp.roll('w', i, 200), 'h', pg_temp.roll('h', i, 200)),
            'tags', to_jsonb((ARRAY['new', 'sale', 'last'])[1:pg_temp.roll('tags', i, 4)])) END,
        pg_temp.roll('active', i, 10) > 0,
        timestamptz '2026-09-30 12:00:00Z' - make_interval(secs => 7200 + pg_temp.roll('age', i, 31000000))
            - pg_temp.roll('micros', i, 1000000) * interval '1 microsecond'
    FROM generate_series(first, last) i $$;

-- All prices of a product are written together, with the product's own updated_at: a merge by product_id relies on that.
CREATE FUNCTION pg_temp.make_prices(round text) RETURNS SETOF public.product_prices LANGUAGE sql AS $$
    SELECT id, code, round(price * rate, 4), updated_at::date, updated_at
    FROM public.products,
        unnest(ARRAY['EUR', 'USD', 'GBP', 'CHF', 'PLN'], ARRAY[1, 1.1745, 0.8723, 0.9351, 4.2671])
            WITH ORDINALITY AS currencies (code, rate, place)
    WHERE place <= 1 + pg_temp.roll('currencies' || round, id, 5)
        AND NOT EXISTS (SELECT FROM public.product_prices WHERE product_id = id) $$;

INSERT INTO public.products SELECT * FROM pg_temp.make_products(1, 2000);
UPDATE public.products SET updated_at = '2026-09-30 12:00:00Z' WHERE id = 2000; -- the newest
INSERT INTO public.product_prices SELECT * FROM pg_temp.make_prices('1');
