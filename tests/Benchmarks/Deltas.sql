-- The better way: only the days on which something changed.
WITH step AS (
  SELECT customer_id, currency, effective_at::date AS day,
    CASE WHEN status IN (2, 3) THEN quantity * unit_amount_minor / CASE billing_interval WHEN 4 THEN 12 ELSE 1 END ELSE 0 END AS mrr,
    row_number() OVER w AS number, subscription_id, item_id, effective_at, sequence, event_id
  FROM subscription_event WHERE withdrawn_at IS NULL
  WINDOW w AS (PARTITION BY customer_id, subscription_id, item_id ORDER BY effective_at, sequence, event_id)
), delta AS (
  SELECT customer_id, currency, day,
    mrr - lag(mrr, 1, 0) OVER (PARTITION BY customer_id, subscription_id, item_id ORDER BY effective_at, sequence, event_id) AS change
  FROM step
), daily AS (
  SELECT customer_id, currency, day, sum(change) AS change FROM delta GROUP BY 1, 2, 3 HAVING sum(change) <> 0
), level AS (
  SELECT day, currency, change, sum(change) OVER w AS after, row_number() OVER w AS number
  FROM daily WINDOW w AS (PARTITION BY customer_id, currency ORDER BY day)
)
SELECT date_trunc('month', day), currency, sum(change),
  sum(change) FILTER (WHERE after = change AND number = 1) AS new,
  sum(change) FILTER (WHERE after = change AND number > 1) AS reactivation,
  sum(change) FILTER (WHERE change > 0 AND after > change) AS expansion,
  sum(change) FILTER (WHERE change < 0 AND after > 0) AS contraction,
  sum(change) FILTER (WHERE after = 0) AS churn
FROM level GROUP BY 1, 2 ORDER BY 1, 2
