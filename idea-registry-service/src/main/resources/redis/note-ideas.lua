-- Notes a batch of ideas as the first of their keys, all or none, in one step.
--
-- KEYS[1]  the index: canonical key -> first idea; and, under 'state', the state of the registry that it agrees with.
--          The mark is inside the hash, so that it cannot outlive what it vouches for.
-- KEYS[2]  an index just rebuilt from the truth, which takes the place of KEYS[1]; equal to KEYS[1] if there is none
-- ARGV[1]  the registry's state now; '0' if it has never held an idea
-- ARGV[2]  its state with these ideas
-- ARGV[3]  how long the index is kept from now on, in milliseconds
-- ARGV[4..] key, idea, key, idea, ...
--
-- Answers the first idea of each key, or nothing if the index is missing or of another state.
local index = KEYS[1]
if KEYS[2] ~= index then
    redis.call('RENAME', KEYS[2], index)
else
    local state = redis.call('HGET', index, 'state') or '0'
    if state ~= ARGV[1] then
        return false
    end
end
redis.call('HSET', index, 'state', ARGV[2])
local firsts = {}
for i = 4, #ARGV, 2 do
    redis.call('HSETNX', index, ARGV[i], ARGV[i + 1])
    firsts[#firsts + 1] = redis.call('HGET', index, ARGV[i])
end
redis.call('PEXPIRE', index, ARGV[3])
return firsts
