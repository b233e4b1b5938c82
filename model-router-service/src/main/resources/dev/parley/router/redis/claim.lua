-- One request more at a node, unless the routers together hold all they may.
-- KEYS: processes (sorted set: process -> when it lapses), the node's claims (hash: process/claim -> model), its mark of
-- being wanted, which whoever gives a place back takes away
-- ARGV: process, claim, model, cap of the node, cap of the model
-- Answers 1 granted, 0 refused, -1 this process is not known here: it must tell what it holds first.
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)

local alive = {}
local function lives(process)
  if alive[process] == nil then
    local lapses = redis.call('ZSCORE', KEYS[1], process)
    alive[process] = lapses ~= false and tonumber(lapses) > now
  end
  return alive[process]
end

if not lives(ARGV[1]) then
  return -1
end

local of_node, of_model = 0, 0
local held = redis.call('HGETALL', KEYS[2])
for i = 1, #held, 2 do
  if not lives(string.match(held[i], '^(.-)/')) then
    redis.call('HDEL', KEYS[2], held[i])
  else
    of_node = of_node + 1
    if held[i + 1] == ARGV[3] then
      of_model = of_model + 1
    end
  end
end

if of_node >= tonumber(ARGV[4]) or of_model >= tonumber(ARGV[5]) then
  redis.call('SET', KEYS[3], '1', 'PX', 5000)
  return 0
end
redis.call('HSET', KEYS[2], ARGV[1] .. '/' .. ARGV[2], ARGV[3])
return 1
