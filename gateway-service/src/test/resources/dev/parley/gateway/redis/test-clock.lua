local now = tonumber(redis.call('GET', 'now'))
