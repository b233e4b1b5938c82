-- What each gateway has under way for this account: a set of their names, and per gateway a hash of its own that lapses
-- with it (lease -> tokens held back from the month's budget, and '+' -> their sum). Those hashes are not declared as keys,
-- since only the set knows them; they have the account's hash tag, so they are where the declared keys are.
local function under_way(gateways, prefix)
  local leases, reserved = 0, 0
  for _, gateway in ipairs(redis.call('SMEMBERS', gateways)) do
    local size = redis.call('HLEN', prefix .. gateway)
    if size == 0 then
      redis.call('SREM', gateways, gateway)
    else
      leases = leases + size - 1
      reserved = reserved + redis.call('HGET', prefix .. gateway, '+')
    end
  end
  return leases, reserved
end

local function keep(gateways, prefix, gateway, lapse)
  redis.call('SADD', gateways, gateway)
  redis.call('PEXPIRE', prefix .. gateway, lapse)
  redis.call('PEXPIRE', gateways, lapse)
end

local function hold(prefix, gateway, lease, tokens)
  if redis.call('HSETNX', prefix .. gateway, lease, tokens) == 1 then
    redis.call('HINCRBY', prefix .. gateway, '+', tokens)
  end
end

local function let_go(prefix, gateway, lease)
  local tokens = redis.call('HGET', prefix .. gateway, lease)
  if tokens then
    redis.call('HDEL', prefix .. gateway, lease)
    -- Not -tokens: minus nothing is '-0', which is no number to Redis.
    redis.call('HINCRBY', prefix .. gateway, '+', 0 - tokens)
    if redis.call('HLEN', prefix .. gateway) == 1 then
      redis.call('DEL', prefix .. gateway)
    end
  end
end
