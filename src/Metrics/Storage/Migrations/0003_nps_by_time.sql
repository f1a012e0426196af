-- Answers to surveys are read by span.
CREATE INDEX nps_response_responded ON nps_response (responded_at);
