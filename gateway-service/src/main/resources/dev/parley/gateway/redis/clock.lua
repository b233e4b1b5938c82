-- One clock for all gateways: those of several hosts differ, and a minute would be as wrong as they are.
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
