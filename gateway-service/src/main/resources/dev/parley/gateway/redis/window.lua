-- What was used in the latest minute, in buckets of one second; a bucket counts as a whole until its last entry is 60 s
-- old. The class Window of the gateway does the same for one process; a test plays the same histories to both.
-- One value holds the requests' and the tokens' window, each a flat list: second, amount, last (ms), oldest first.
local MINUTE = 60000

local function read_windows(key)
  local packed = redis.call('GET', key)
  if not packed then
    return {}, {}
  end
  local both = cmsgpack.unpack(packed)
  return both[1], both[2]
end

local function write_windows(key, requests, tokens)
  redis.call('SET', key, cmsgpack.pack({requests, tokens}), 'PX', MINUTE + 1000)
end

-- Forgets what no longer counts; answers what is left, how much that is, and the time to go on with.
local function window_at(window, clock)
  local newest = window[#window]
  if newest and newest > clock + MINUTE then
    return {}, 0, clock
  end
  local at = newest and math.max(clock, newest) or clock
  local left, used = {}, 0
  for i = 1, #window, 3 do
    if window[i + 2] + MINUTE > at then
      left[#left + 1] = window[i]
      left[#left + 1] = window[i + 1]
      left[#left + 1] = window[i + 2]
      used = used + window[i + 1]
    end
  end
  return left, used, at
end

-- How long until so much more is within the limit: 0 if it is now, or if it never will be.
local function wait_for(window, used, amount, limit, at)
  local excess = used + amount - limit
  for i = 1, #window, 3 do
    if excess <= 0 then
      return 0
    end
    excess = excess - window[i + 1]
    if excess <= 0 then
      return window[i + 2] + MINUTE - at
    end
  end
  return 0
end

-- How long until nothing of it counts any more.
local function reset_in(window, at)
  return #window == 0 and 0 or window[#window] + MINUTE - at
end

-- Notes an amount and answers the second it is noted in.
local function add(window, amount, at)
  local second = math.floor(at / 1000)
  local size = #window
  if size == 0 or window[size - 2] ~= second then
    window[size + 1] = second
    window[size + 2] = 0
    size = size + 3
  end
  window[size - 1] = window[size - 1] + amount
  window[size] = at
  return second
end

-- Replaces what was noted: too much is given back if it still counts, too little is used now.
local function correct(window, second, noted, used, at)
  if used > noted then
    add(window, used - noted, at)
    return
  end
  for i = 1, #window, 3 do
    if window[i] == second then
      window[i + 1] = window[i + 1] - math.min(noted - used, window[i + 1])
    end
  end
end
