-- A request asks to begin. All or nothing: what is refused has used nothing.
-- KEYS: minute, gateways, month; ARGV: prefix of held hashes, gateway, its lapse (ms), lease or '' if its end does not matter,
-- limits of requests and tokens per minute, of leases, of tokens per month (each '' if there is none), tokens it may take,
-- tokens it asks for itself, tokens used this month if that is to be told ('' if not), tokens used this month elsewhere
-- Answers outcome (see Decision), second, requests, their reset, tokens, their reset, retry, month, reserved
local ADMITTED, NO_REQUEST_LEFT, NO_TOKENS_LEFT, TOO_MANY_STREAMS, BUDGET_GONE, BUDGET_UNKNOWN = 0, 1, 2, 3, 4, 5
local MONTH_AND_MORE = 40 * 24 * 3600

local prefix, gateway, lapse, lease = ARGV[1], ARGV[2], ARGV[3], ARGV[4]
local max_requests, max_tokens = tonumber(ARGV[5]), tonumber(ARGV[6])
local max_leases, budget = tonumber(ARGV[7]), tonumber(ARGV[8])
local need, asked = tonumber(ARGV[9]), tonumber(ARGV[10])

local month, left = 0, nil
local leases, reserved = 0, 0
if max_leases or budget then
  leases, reserved = under_way(KEYS[2], prefix)
end
if budget then
  if ARGV[11] ~= '' then
    redis.call('SET', KEYS[3], ARGV[11], 'NX', 'EX', MONTH_AND_MORE)
  end
  month = tonumber(redis.call('GET', KEYS[3]) or nil)
  if not month then
    return {BUDGET_UNKNOWN}
  end
  left = budget - month - ARGV[12] - reserved
end

local requests, tokens = read_windows(KEYS[1])
local requests_used, tokens_used
requests, requests_used, now = window_at(requests, now)
tokens, tokens_used, now = window_at(tokens, now)

local for_request = max_requests and wait_for(requests, requests_used, 1, max_requests, now) or 0
local for_tokens = max_tokens and need > 0 and wait_for(tokens, tokens_used, need, max_tokens, now) or 0

-- A guess is cut to what is left for one that is alone: many at once would each take more than was held back for them.
local least = reserved > 0 and need or asked
local outcome = ADMITTED
if left and (left <= 0 or left < least) then
  outcome = BUDGET_GONE
elseif for_request > 0 or for_tokens > 0 then
  outcome = for_request >= for_tokens and NO_REQUEST_LEFT or NO_TOKENS_LEFT
elseif max_leases and lease ~= '' and leases >= max_leases then
  outcome = TOO_MANY_STREAMS
end

local second, back = 0, 0
if outcome == ADMITTED then
  if max_requests then
    add(requests, 1, now)
    requests_used = requests_used + 1
  end
  if max_tokens and need > 0 then
    second = add(tokens, need, now)
    tokens_used = tokens_used + need
  end
  if max_requests or max_tokens then
    write_windows(KEYS[1], requests, tokens)
  end
  back = left and math.min(need, left) or 0
  if lease ~= '' then
    hold(prefix, gateway, lease, back)
    keep(KEYS[2], prefix, gateway, lapse)
  end
end

local retry = (outcome == ADMITTED or outcome == BUDGET_GONE) and 0 or math.max(for_request, for_tokens)
return {outcome, second, requests_used, reset_in(requests, now), tokens_used, reset_in(tokens, now), retry, month, back}
