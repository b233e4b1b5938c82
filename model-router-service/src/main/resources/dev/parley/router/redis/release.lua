-- One request less at a node. Who was refused there since is told at once, by one message however many it is.
-- KEYS: the node's claims, its mark of being wanted
-- ARGV: process/claim, channel, node
redis.call('HDEL', KEYS[1], ARGV[1])
if redis.call('DEL', KEYS[2]) == 1 then
  redis.call('PUBLISH', ARGV[2], ARGV[3])
end
return 1
