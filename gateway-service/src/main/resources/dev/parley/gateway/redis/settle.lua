-- A request has ended.
-- KEYS: windows, month; ARGV: prefix of held hashes, gateway, lease, '1' if tokens per minute are limited,
-- second its tokens were noted in, tokens noted, tokens it took
let_go(ARGV[1], ARGV[2], ARGV[3])
local took = tonumber(ARGV[7])
if ARGV[4] == '1' then
  local requests, tokens = read_windows(KEYS[1])
  local ignored
  requests, ignored, now = window_at(requests, now)
  tokens, ignored, now = window_at(tokens, now)
  correct(tokens, tonumber(ARGV[5]), tonumber(ARGV[6]), took, now)
  write_windows(KEYS[1], requests, tokens)
end
if took > 0 and redis.call('EXISTS', KEYS[2]) == 1 then
  redis.call('INCRBY', KEYS[2], took)
end
return 1
