-- The usual way: every customer × every month, the balance of each, and the difference to the month before.
WITH item AS (
  SELECT customer_id, subscription_id, item_id, effective_at, currency,
    lead(effective_at) OVER (PARTITION BY customer_id, subscription_id, item_id ORDER BY effective_at, sequence, event_id) AS until,
    CASE WHEN status IN (2, 3) THEN quantity * unit_amount_minor / CASE billing_interval WHEN 4 THEN 12 ELSE 1 END ELSE 0 END AS mrr
  FROM subscription_event WHERE withdrawn_at IS NULL
), month AS (
  SELECT m AS month, m + interval '1 month' AS month_end
  FROM generate_series((SELECT date_trunc('month', min(effective_at)) FROM item), (SELECT date_trunc('month', max(effective_at)) FROM item), interval '1 month') AS m
), spine AS (
  SELECT c.customer_id, c.currency, m.month, m.month_end
  FROM (SELECT customer_id, currency, date_trunc('month', min(effective_at)) AS first_month FROM item GROUP BY 1, 2) c
  JOIN month m ON m.month >= c.first_month
), balance AS (
  SELECT s.customer_id, s.currency, s.month, COALESCE(sum(i.mrr), 0) AS mrr
  FROM spine s
  LEFT JOIN item i ON i.customer_id = s.customer_id AND i.currency = s.currency AND i.effective_at < s.month_end AND (i.until IS NULL OR i.until >= s.month_end)
  GROUP BY 1, 2, 3
), change AS (
  SELECT month, currency, mrr, lag(mrr, 1, 0) OVER w AS before, COALESCE(max(mrr) OVER (w ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING), 0) AS ever
  FROM balance WINDOW w AS (PARTITION BY customer_id, currency ORDER BY month)
)
SELECT month, currency, sum(mrr),
  sum(mrr) FILTER (WHERE before = 0 AND mrr > 0 AND ever = 0) AS new,
  sum(mrr) FILTER (WHERE before = 0 AND mrr > 0 AND ever > 0) AS reactivation,
  sum(mrr - before) FILTER (WHERE before > 0 AND mrr > before) AS expansion,
  sum(mrr - before) FILTER (WHERE mrr > 0 AND mrr < before) AS contraction,
  sum(mrr - before) FILTER (WHERE before > 0 AND mrr = 0) AS churn
FROM change GROUP BY month, currency ORDER BY month, currency
