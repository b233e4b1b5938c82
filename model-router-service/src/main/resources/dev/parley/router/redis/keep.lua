-- Keeps an answer, and a tenant's answers together within their bound: what lapses first goes first.
-- KEYS: the answer, when answers lapse, their sizes. ARGV: the question, the answer, its life in ms, the bound in bytes,
-- what the keys of answers begin with.
-- Returns 1 if it is kept, 0 if there is no room for it.
local answer, lapses, sizes = KEYS[1], KEYS[2], KEYS[3]
local question, life, bound, prefix = ARGV[1], tonumber(ARGV[3]), tonumber(ARGV[4]), ARGV[5]
local ALL, AT_ONCE = 'all', 256
-- What an entry costs beside its bytes, roughly: its key, and its places in both lists.
local size = #ARGV[2] + 400
local clock = redis.call('TIME')
local now = clock[1] * 1000 + math.floor(clock[2] / 1000)

local function forget(one)
  local was = redis.call('HGET', sizes, one)
  if was then
    redis.call('HDEL', sizes, one)
    redis.call('HINCRBY', sizes, ALL, -tonumber(was))
  end
  redis.call('ZREM', lapses, one)
  redis.call('UNLINK', prefix .. one)
end

for _, one in ipairs(redis.call('ZRANGEBYSCORE', lapses, '-inf', now, 'LIMIT', 0, AT_ONCE)) do
  forget(one)
end
forget(question)
if size > bound then
  return 0
end
local left = AT_ONCE
while tonumber(redis.call('HGET', sizes, ALL) or '0') + size > bound do
  local oldest = redis.call('ZRANGE', lapses, 0, 0)[1]
  if not oldest or left == 0 then
    break
  end
  forget(oldest)
  left = left - 1
end
if tonumber(redis.call('HGET', sizes, ALL) or '0') + size > bound then
  -- Many small ones for a large one: it has to wait for the next time. With no list there is nothing to count.
  if redis.call('ZCARD', lapses) == 0 then
    redis.call('DEL', sizes)
  end
  return 0
end
redis.call('SET', answer, ARGV[2], 'PX', life)
redis.call('ZADD', lapses, now + life, question)
redis.call('HSET', sizes, question, size)
redis.call('HINCRBY', sizes, ALL, size)
redis.call('PEXPIRE', lapses, life)
redis.call('PEXPIRE', sizes, life)
return 1
