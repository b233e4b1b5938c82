-- A gateway tells what it has under way for this account: added to what is known of it, since more may be on its way.
-- KEYS: gateways; ARGV: prefix of held hashes, gateway, its lapse (ms), its former name or '', then lease, tokens, lease, tokens...
if ARGV[4] ~= '' then
  redis.call('DEL', ARGV[1] .. ARGV[4])
  redis.call('SREM', KEYS[1], ARGV[4])
end
for i = 5, #ARGV, 2 do
  hold(ARGV[1], ARGV[2], ARGV[i], ARGV[i + 1])
end
keep(KEYS[1], ARGV[1], ARGV[2], ARGV[3])
return 1
