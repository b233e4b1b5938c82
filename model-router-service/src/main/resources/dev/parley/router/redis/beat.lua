-- This process is alive: all its claims live with this one sign.
-- KEYS: processes
-- ARGV: process, milliseconds until it lapses
-- Answers 1, or 0 if it had lapsed or was never known: it must tell what it holds.
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
redis.call('ZREMRANGEBYSCORE', KEYS[1], '-inf', now)
if redis.call('ZSCORE', KEYS[1], ARGV[1]) == false then
  return 0
end
redis.call('ZADD', KEYS[1], now + ARGV[2], ARGV[1])
return 1
