-- A gateway still has requests of this account under way.
-- KEYS: gateways; ARGV: prefix of held hashes, gateway, its lapse (ms)
-- Answers 1, or 0 if that had lapsed or was forgotten: it must tell what it holds.
if redis.call('EXISTS', ARGV[1] .. ARGV[2]) == 0 then
  return 0
end
keep(KEYS[1], ARGV[1], ARGV[2], ARGV[3])
return 1
