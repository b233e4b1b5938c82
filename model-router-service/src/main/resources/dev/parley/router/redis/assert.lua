-- This process tells all that it holds, in place of whatever was known of it; and that it is alive.
-- KEYS: processes, then the claims of each node it ever used
-- ARGV: process, milliseconds until it lapses, then for each claim: index of its node's key, claim, model
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)

local mine = ARGV[1] .. '/'
for k = 2, #KEYS do
  for _, field in ipairs(redis.call('HKEYS', KEYS[k])) do
    if string.sub(field, 1, #mine) == mine then
      redis.call('HDEL', KEYS[k], field)
    end
  end
end
for i = 3, #ARGV, 3 do
  redis.call('HSET', KEYS[tonumber(ARGV[i])], mine .. ARGV[i + 1], ARGV[i + 2])
end
redis.call('ZADD', KEYS[1], now + ARGV[2], ARGV[1])
return 1
